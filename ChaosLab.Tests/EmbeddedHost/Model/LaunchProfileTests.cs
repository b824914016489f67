using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Model;

/// <summary>What a project takes from its launch profile.</summary>
public sealed class LaunchProfileTests : IDisposable
{
    private const string Settings = """
        {
          // as editors write it
          "profiles": {
            "iis": { "commandName": "IISExpress" },
            "http": {
              "commandName": "Project",
              "commandLineArgs": "--mode fast",
              "applicationUrl": "http://localhost:5123",
              "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Staging" },
            },
            "other": { "commandName": "Project" },
          }
        }
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-model-");
    private readonly string _project;

    public LaunchProfileTests()
    {
        _project = Path.Combine(_directory.FullName, "Api.csproj");
        _directory.CreateSubdirectory("Properties");
        File.WriteAllText(Path.Combine(_directory.FullName, "Properties", "launchSettings.json"), Settings);
    }

    [Fact]
    public async Task The_first_project_profile_gives_endpoint_arguments_and_environment()
    {
        var api = Given.Builder().AddProject("api", _project);

        api.GetEndpoint("http").EndpointAnnotation.Port.ShouldBe(5123);
        (await Given.ArgumentsOf(api.Resource)).ShouldBe(["--mode", "fast"]);
        var environment = await Given.EnvironmentOf(api.Resource);
        environment["ASPNETCORE_ENVIRONMENT"].ShouldBe("Staging");
        environment["DOTNET_LAUNCH_PROFILE"].ShouldBe("http");
    }

    [Fact]
    public void Without_a_profile_there_is_no_endpoint()
    {
        var api = Given.Builder().AddProject("api", _project, options => options.ExcludeLaunchProfile = true);

        api.GetEndpoint("http").Exists.ShouldBeFalse();
        api.Resource.HasAnnotationOfType<ExcludeLaunchProfileAnnotation>().ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_profile_is_named_with_those_there_are()
        => Should.Throw<DistributedApplicationException>(() => Given.Builder().AddProject("api", _project, "absent")).Message.ShouldContain("iis, http, other");

    public void Dispose() => _directory.Delete(recursive: true);
}

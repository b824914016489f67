using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.EmbeddedHost.Hosting;

/// <summary>The configuration that an AppHost has under a test.</summary>
internal static class TestDefaults
{
    public static void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings, string? projectDirectory)
    {
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        options.AllowUnsecuredTransport = true;

        var profile = projectDirectory is null ? null : FirstProfile(projectDirectory);
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DcpPublisher:RandomizePorts"] = "true",
            ["DcpPublisher:WaitForResourceCleanup"] = "true",
            ["DcpPublisher:ContainerRuntimeInitializationTimeout"] = "00:00:30",
            ["ASPNETCORE_URLS"] = "http://localhost:8080",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:4317",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        });
        if (profile is null) return;

        settings.Configuration.AddInMemoryCollection(profile.EnvironmentVariables.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)));
        settings.EnvironmentName ??= profile.EnvironmentVariables.GetValueOrDefault("DOTNET_ENVIRONMENT")
            ?? profile.EnvironmentVariables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT");
    }

    private static LaunchProfile? FirstProfile(string projectDirectory)
        => LaunchProfiles.Read(Path.Combine(projectDirectory, "any.csproj"))?.Profiles.Values.FirstOrDefault();
}

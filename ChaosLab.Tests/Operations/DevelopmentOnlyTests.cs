using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Operations;

/// <summary>Nothing that breaks things starts where things must not be broken.</summary>
[Collection(Alone.Name)]
public sealed class DevelopmentOnlyTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_Development_the_AppHost_does_not_start(string environment)
    {
        await using var lab = new CliLab();

        var (exitCode, output) = await RunningProgram.RunAsync(
            BuiltPrograms.AppHost, ["--Lab:Name=" + lab.Name], new Dictionary<string, string?>(lab.Environment) { ["DOTNET_ENVIRONMENT"] = environment });

        Refused(exitCode, output, environment);
    }

    [Fact]
    public async Task Outside_Development_the_chaos_service_does_not_start()
    {
        await using var lab = new CliLab();

        var (exitCode, output) = await RunningProgram.RunAsync(
            BuiltPrograms.Cli, ["serve"], new Dictionary<string, string?>(lab.Environment) { ["DOTNET_ENVIRONMENT"] = null, ["ASPNETCORE_ENVIRONMENT"] = "Production" });

        Refused(exitCode, output, "Production");
    }

    private static void Refused(int exitCode, string output, string environment)
    {
        exitCode.ShouldNotBe(0);
        output.ShouldContain("Development");
        output.ShouldContain(environment);
        output.ShouldNotContain("   at ");
    }
}

using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Operations;

[Collection(Alone.Name)]
public sealed class MissingProgramsTests
{
    [Fact]
    public async Task Without_redis_postgres_and_haproxy_the_AppHost_names_lab_setup()
    {
        await using var lab = new CliLab();
        var empty = Directory.CreateTempSubdirectory("chaoslab-path-");
        try
        {
            var environment = new Dictionary<string, string?>(lab.Environment)
            {
                ["PATH"] = empty.FullName,
                ["Lab__ProgramDirectories"] = empty.FullName,
            };
            var (exitCode, output) = await RunningProgram.RunAsync(
                BuiltPrograms.AppHost, ["--Lab:Name=" + lab.Name, "--Lab:Infrastructure=process"], environment);

            exitCode.ShouldNotBe(0);
            output.ShouldContain("redis-server");
            output.ShouldContain("./lab setup");
            output.ShouldNotContain("   at ");
        }
        finally
        {
            empty.Delete();
        }
    }
}

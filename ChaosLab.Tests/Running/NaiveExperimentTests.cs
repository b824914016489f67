using System.Text.Json.Nodes;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Support.ExperimentText;

namespace ChaosLab.Tests.Running;

/// <summary>What the resilient shop withstands, the naive one does not: the verdict must tell them apart.</summary>
public sealed class NaiveExperimentTests : IAsyncLifetime
{
    private readonly CliLab _lab = new();
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("chaoslab-naive-");

    public async ValueTask InitializeAsync()
    {
        var (exitCode, output) = await _lab.RunAsync("up", "--detach", "--infrastructure", "process", "--profile", "naive");
        exitCode.ShouldBe(0, output);
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _files.Delete(recursive: true);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_reached_fails_the_naive_shop()
    {
        var file = Path.Combine(_files.FullName, "partition.json");
        await File.WriteAllTextAsync(file, Of(
            "Redis cannot be reached", [Inject("partition", "cache", "5s")], new JsonObject { ["error-rate"] = 0.1, ["p95"] = "2s" }));

        var (exitCode, output) = await _lab.RunAsync("run", file);

        exitCode.ShouldBe(1, output);
        output.ShouldContain("FAIL");
        output.ShouldContain("errors while faults acted");
    }
}

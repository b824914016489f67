using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Support.ExperimentText;

namespace ChaosLab.Tests.Running;

/// <summary>What the resilient shop withstands, the naive one does not: <c>lab compare</c> must tell them apart.</summary>
[Collection(Alone.Name)]
public sealed class ProfileComparisonTests : IAsyncLifetime
{
    private readonly CliLab _lab = new();
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("chaoslab-compare-");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _files.Delete(recursive: true);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_reached_fails_only_the_naive_shop()
    {
        var file = Path.Combine(_files.FullName, "partition.json");
        await File.WriteAllTextAsync(file, Of(
            "Redis cannot be reached", [Inject("partition", "cache", "5s")], new JsonObject { ["error-rate"] = 0.1, ["p95"] = "2s" }));

        var (exitCode, output) = await _lab.RunAsync("compare", file, "--infrastructure", "process", "--seed", "7");

        exitCode.ShouldBe(0, output);
        var runs = Directory.EnumerateFiles(_lab.Runs, "run.json", SearchOption.AllDirectories)
            .Select(path => JsonDocument.Parse(File.ReadAllText(path)).RootElement).ToArray();
        runs.ShouldAllBe(run => run.GetProperty("seed").GetInt32() == 7);
        VerdictOf(runs, "resilient").ShouldBe("pass", output);
        VerdictOf(runs, "naive").ShouldBe("fail", output);
        OutcomeOf(Run(runs, "naive"), "errors while faults acted").ShouldBe("notHeld", output);
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(_lab.Runs)!, "run"), "*.json").ShouldBeEmpty("both labs are gone");
    }

    private static JsonElement Run(JsonElement[] runs, string profile)
        => runs.Single(run => run.GetProperty("lab").GetProperty("profile").GetString() == profile);

    private static string? VerdictOf(JsonElement[] runs, string profile)
        => Run(runs, profile).GetProperty("judgement").GetProperty("verdict").GetString();

    private static string? OutcomeOf(JsonElement run, string check)
        => run.GetProperty("judgement").GetProperty("checks").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == check).GetProperty("outcome").GetString();
}

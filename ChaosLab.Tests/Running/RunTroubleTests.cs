using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Running.RunningService;

namespace ChaosLab.Tests.Running;

/// <summary>Runs around which something breaks that is no fault of theirs: the way to the AppHost, the place of the reports.</summary>
public sealed class RunTroubleTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_fault_whose_acceptance_is_never_heard_of_is_the_runs_all_the_same()
    {
        (_service.Bridge.InjectIsCutOff, _service.Bridge.FaultStates) = (true, ["active"]);
        var run = await _service.BeginAsync(ShortExperiment.Of(ExperimentText.Inject("outage", "payment", "30s", wait: "nothing")).ToJsonString());

        var record = await _service.EndAsync(run);

        _service.Bridge.Changes.Count(change => change.StartsWith("inject", StringComparison.Ordinal)).ShouldBe(1);
        _service.Bridge.Changes[^1].ShouldBe("lift f-1");
        record.GetProperty("faults").GetArrayLength().ShouldBe(1);
        record.GetProperty("method")[0].GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        Journal(run).ShouldContain(line => line.GetProperty("text").GetString()!.Contains("it was carried out as f-1"));
    }

    [Fact]
    public async Task A_fault_that_could_not_be_asked_for_at_once_is_found_and_ended_at_the_end()
    {
        (_service.Bridge.InjectIsCutOff, _service.Bridge.RecentIsCutOff, _service.Bridge.FaultStates) = (true, true, ["active"]);
        var run = await _service.BeginAsync(
            ShortExperiment.Of(ExperimentText.Inject("outage", "payment", "30s", wait: "nothing"), ShortExperiment.Wait()).ToJsonString());
        await Eventually.BeTrueAsync("it waits", () => Journal(run).Any(line => line.TryGetProperty("subject", out var subject) && subject.GetString() == "wait"));
        _service.Bridge.RecentIsCutOff = false;
        await _service.AbortAsync(run.GetProperty("id").GetString()!);

        var record = await _service.EndAsync(run);

        _service.Bridge.Changes[^1].ShouldBe("lift f-1");
        record.GetProperty("faults").GetArrayLength().ShouldBe(1);
        record.GetProperty("method")[0].GetProperty("error").GetString()!.ShouldContain("does not answer");
    }

    [Fact]
    public async Task A_run_whose_folder_is_gone_keeps_its_verdict_and_says_that_there_are_no_reports()
    {
        var run = await _service.BeginAsync(ShortExperiment.Of(ShortExperiment.Wait()).ToJsonString());
        await HappenedAsync(run, "activityStarted");
        var folder = run.GetProperty("folder").GetString()!;
        Directory.Move(folder, folder + "-elsewhere");
        await File.WriteAllTextAsync(folder, "in the way");
        await _service.AbortAsync(run.GetProperty("id").GetString()!);

        var record = await _service.EndAsync(run);

        VerdictOf(record).ShouldBe("aborted", ReasonsOf(record));
        ReasonsOf(record).ShouldContain("Not every report could be written");
        ReasonsOf(record).ShouldContain("journal.jsonl");
        (await _service.Client.GetStringAsync($"/api/runs/{run.GetProperty("id").GetString()}/events")).ShouldContain("\"kind\":\"verdict\"");
        File.ReadAllLines(Path.Combine(folder + "-elsewhere", "journal.jsonl"))[^1].ShouldContain("\"kind\":\"verdict\"");
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_costs_no_verdict_and_the_message_says_how_to_get_it()
    {
        var run = await _service.BeginAsync(ShortExperiment.Of(ShortExperiment.Wait()).ToJsonString());
        await HappenedAsync(run, "activityStarted");
        Directory.CreateDirectory(Path.Combine(run.GetProperty("folder").GetString()!, "report.html"));
        var id = run.GetProperty("id").GetString()!;
        await _service.AbortAsync(id);

        var record = await _service.EndAsync(run);

        VerdictOf(record).ShouldBe("aborted", ReasonsOf(record));
        ReasonsOf(record).ShouldContain("report.html");
        ReasonsOf(record).ShouldContain($"./lab report {id}");
    }
}

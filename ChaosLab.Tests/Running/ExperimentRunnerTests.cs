using System.Text.Json.Nodes;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Running.RunningService;

namespace ChaosLab.Tests.Running;

/// <summary>Whole runs in the service, against a bridge with scripted answers.</summary>
public sealed class ExperimentRunnerTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_run_that_holds_passes_and_its_journal_ends_with_the_verdict()
    {
        var run = await _service.BeginAsync(ShortExperiment.Of(ShortExperiment.Command("restart", "payment")).ToJsonString());

        var record = await _service.EndAsync(run);

        VerdictOf(record).ShouldBe("pass", ReasonsOf(record));
        _service.Bridge.Changes.ShouldBe(["restart payment"]);
        var journal = Journal(run);
        journal[0].GetProperty("kind").GetString().ShouldBe("runStarted");
        journal[^1].GetProperty("kind").GetString().ShouldBe("verdict");
        var snapshots = record.GetProperty("snapshots").EnumerateArray().Select(snapshot => snapshot.GetProperty("when").GetString()).ToArray();
        (snapshots[0], snapshots[^1]).ShouldBe(("before", "after"));
        foreach (var file in (string[])["run.json", "report.md", "report.html", "postmortem.md", "journal.json"])
            File.Exists(Path.Combine(run.GetProperty("folder").GetString()!, file)).ShouldBeTrue(file);
    }

    [Fact]
    public async Task A_method_without_a_fault_that_is_felt_has_a_snapshot_of_its_middle()
    {
        var record = await _service.RunAsync(ShortExperiment.Of(ShortExperiment.Program("wait", "sleep", "2.5")).ToJsonString());

        VerdictOf(record).ShouldBe("pass", ReasonsOf(record));
        var during = record.GetProperty("snapshots").EnumerateArray().Single(snapshot => snapshot.GetProperty("when").GetString() == "during").GetProperty("at").GetDateTimeOffset();
        var began = record.GetProperty("methodStartedAt").GetDateTimeOffset();
        during.ShouldBeInRange(began.AddSeconds(1), record.GetProperty("methodEndedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_shop_that_is_not_well_gets_no_fault_and_no_verdict()
    {
        _service.Bridge.Web = ("Running", "Unhealthy");

        var record = await _service.RunAsync(ShortExperiment.Of(ExperimentText.Inject("kill", "web-1"))
            .With("rollbacks", new JsonArray(ShortExperiment.Command("start", "payment"))).ToJsonString());

        VerdictOf(record).ShouldBe("inconclusive", ReasonsOf(record));
        _service.Bridge.Changes.ShouldBeEmpty();
        record.TryGetProperty("methodStartedAt", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("60s", "pass")]
    [InlineData(null, "fail")]
    public async Task The_steady_state_after_has_as_long_as_the_objective_for_the_way_back(string? rto, string verdict)
    {
        (_service.Bridge.FaultsAt, _service.Bridge.FaultStates) = (DateTimeOffset.UtcNow, ["requested", "active", "recovered"]);
        var outage = ExperimentText.Inject("outage", "payment", "1s");
        var slo = rto is null ? new JsonObject() : new JsonObject { ["rto"] = rto };
        var run = await _service.BeginAsync(ShortExperiment.Of(outage, ShortExperiment.Program("let it settle", "sleep", "1")).WithLab("slo", slo).ToJsonString());
        await HappenedAsync(run, "faultActed");
        _service.Bridge.Web = ("Running", "Unhealthy");
        await Eventually.BeTrueAsync("it is looked at", () => Journal(run).Any(line => line.GetProperty("text").GetString()!.StartsWith("Steady state after the method: not met", StringComparison.Ordinal)));
        _service.Bridge.Web = ("Running", "Healthy");

        var record = await _service.EndAsync(run);

        record.GetProperty("steadyStates").GetProperty("after").GetProperty("met").GetBoolean().ShouldBe(verdict == "pass");
        VerdictOf(record).ShouldBe(verdict, ReasonsOf(record));
    }

    [Fact]
    public async Task An_abort_before_the_method_injects_nothing_and_ends_the_load_command()
    {
        var run = await _service.BeginAsync(ShortExperiment.Of(ExperimentText.Inject("kill", "web-1"))
            .WithLab("load", new JsonObject { ["command"] = new JsonArray("sleep", "600"), ["lead"] = "10m" }).ToJsonString());
        await HappenedAsync(run, "loadStarted");
        await _service.AbortAsync(run.GetProperty("id").GetString()!);

        var record = await _service.EndAsync(run);

        VerdictOf(record).ShouldBe("aborted", ReasonsOf(record));
        ReasonsOf(record).ShouldContain("a test asks for it");
        ReasonsOf(record).ShouldNotContain("had to be ended");
        _service.Bridge.Changes.ShouldBeEmpty();
        record.GetProperty("externalLoad").GetProperty("command")[0].GetString().ShouldBe("sleep");
        record.GetProperty("externalLoad").TryGetProperty("exitCode", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_abort_in_the_method_ends_what_waits_and_rolls_back()
    {
        var background = ShortExperiment.Wait().With("background", true);
        var run = await _service.BeginAsync(ShortExperiment.Of(background, ShortExperiment.Wait(), ShortExperiment.Command("stop", "payment"))
            .With("rollbacks", new JsonArray(ShortExperiment.Command("start", "payment"))).ToJsonString());
        await HappenedAsync(run, "activityStarted");
        await Eventually.BeTrueAsync("both wait", () => Journal(run).Count(line => line.GetProperty("subject").GetString() == "wait") == 2);
        await _service.AbortAsync(run.GetProperty("id").GetString()!);

        var record = await _service.EndAsync(run);

        VerdictOf(record).ShouldBe("aborted", ReasonsOf(record));
        _service.Bridge.Changes.ShouldBe(["start payment"]);
        record.GetProperty("method").EnumerateArray().Select(activity => activity.GetProperty("error").GetString()).ShouldBe(["interrupted", "interrupted"]);
        record.GetProperty("rollbacks").GetArrayLength().ShouldBe(1);
        Journal(run)[^1].GetProperty("kind").GetString().ShouldBe("verdict");
    }

    [Fact]
    public async Task A_fault_whose_injection_an_abort_overtakes_is_ended_nevertheless()
    {
        var answer = new TaskCompletionSource();
        _service.Bridge.InjectAnswer = answer.Task;
        _service.Bridge.FaultStates = ["active"];
        var run = await _service.BeginAsync(ShortExperiment.Of(ExperimentText.Inject("outage", "payment", "30s")).ToJsonString());
        await Eventually.BeTrueAsync("the injection", () => _service.Bridge.Changes.Count == 1);
        await _service.AbortAsync(run.GetProperty("id").GetString()!);
        await HappenedAsync(run, "activityEnded");
        answer.SetResult();

        var record = await _service.EndAsync(run);

        VerdictOf(record).ShouldBe("aborted", ReasonsOf(record));
        _service.Bridge.Changes[^1].ShouldBe("lift f-1");
        record.GetProperty("faults").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task After_an_abort_the_rollbacks_do_not_wait_for_the_recovery()
    {
        (_service.Bridge.FaultStates, _service.Bridge.FaultGoesOn) = (["active"], true);
        var run = await _service.BeginAsync(ShortExperiment.Of(ExperimentText.Inject("outage", "payment", "30s", wait: "nothing"), ShortExperiment.Wait())
            .With("rollbacks", new JsonArray(ShortExperiment.Command("start", "payment"))).ToJsonString());
        await Eventually.BeTrueAsync("it waits", () => Journal(run).Any(line => line.TryGetProperty("subject", out var subject) && subject.GetString() == "wait"));

        await _service.AbortAsync(run.GetProperty("id").GetString()!);

        // The fault is never seen to recover, which is waited for up to a minute.
        await Eventually.BeTrueAsync("the rollback", () => _service.Bridge.Changes[^1] == "start payment", TimeSpan.FromSeconds(30));
        _service.Bridge.Changes[^2].ShouldBe("lift f-1");
        Journal(run).ShouldNotContain(line => line.GetProperty("kind").GetString() == "verdict");
    }

    [Fact]
    public async Task A_function_that_takes_too_long_ends_at_its_time_out()
    {
        var answer = new TaskCompletionSource();
        _service.Bridge.InjectAnswer = answer.Task;
        var inject = ExperimentText.Inject("outage", "payment", "30s");
        inject["timeout"] = 0.5;
        var run = await _service.BeginAsync(ShortExperiment.Of(inject).ToJsonString());
        await HappenedAsync(run, "activityEnded");
        await Eventually.BeTrueAsync("the injection's end", () => Journal(run).Any(line => line.GetProperty("text").GetString()!.Contains("not done within its time-out")));
        answer.SetResult();

        var record = await _service.EndAsync(run);

        record.GetProperty("method")[0].GetProperty("error").GetString().ShouldBe("not done within its time-out");
        VerdictOf(record).ShouldBe("inconclusive", ReasonsOf(record));
    }

    [Fact]
    public async Task A_fault_of_a_rollback_is_ended_too()
    {
        _service.Bridge.FaultStates = ["active"];
        var record = await _service.RunAsync(ShortExperiment.Of().With("rollbacks", new JsonArray(ExperimentText.Inject("outage", "payment", "30s", wait: "nothing"))).ToJsonString());

        _service.Bridge.Changes[^1].ShouldBe("lift f-1");
        record.GetProperty("faults").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_rollback_that_fails_fails_the_run()
    {
        var record = await _service.RunAsync(ShortExperiment.Of()
            .With("rollbacks", new JsonArray(ShortExperiment.Command("refuse", "payment"), ShortExperiment.Command("start", "payment"))).ToJsonString());

        VerdictOf(record).ShouldBe("fail", ReasonsOf(record));
        ReasonsOf(record).ShouldContain("rollback 'refuse payment': It does not want to.");
        _service.Bridge.Changes.ShouldBe(["refuse payment", "start payment"]);
    }

    [Theory]
    [InlineData("before-method-only", true, 0, false)]
    [InlineData("after-method-only", false, 0, true)]
    [InlineData("during-method-only", false, 1, false)]
    [InlineData("continuously", true, 1, true)]
    [InlineData("default", true, 0, true)]
    public async Task The_hypothesis_is_checked_when_the_strategy_says(string strategy, bool before, int duringAtLeast, bool after)
    {
        var record = await _service.RunAsync(ShortExperiment.Of(ShortExperiment.Program("pause", "sleep", "0.2"))
            .With("runtime", new JsonObject { ["hypothesis"] = new JsonObject { ["strategy"] = strategy, ["frequency"] = 0.1 } }).ToJsonString());

        VerdictOf(record).ShouldBe("pass", ReasonsOf(record));
        var steady = record.GetProperty("steadyStates");
        steady.TryGetProperty("before", out _).ShouldBe(before);
        steady.TryGetProperty("after", out _).ShouldBe(after);
        steady.GetProperty("during").GetArrayLength().ShouldBeInRange(duringAtLeast, duringAtLeast == 0 ? 0 : int.MaxValue);
    }

    [Fact]
    public async Task A_probe_that_hangs_while_the_method_ends_fails_the_run()
    {
        var hangs = ShortExperiment.Program("hangs", "sleep", "600").With("type", "probe").With("tolerance", 0);
        hangs["provider"]!["timeout"] = 1;
        var record = await _service.RunAsync(ShortExperiment.Of(ShortExperiment.Program("quick", "true"))
            .With("steady-state-hypothesis", new JsonObject { ["title"] = "It answers", ["probes"] = new JsonArray(hangs) })
            .With("runtime", new JsonObject { ["hypothesis"] = new JsonObject { ["strategy"] = "during-method-only" } }).ToJsonString());

        VerdictOf(record).ShouldBe("fail", ReasonsOf(record));
        ReasonsOf(record).ShouldContain("steady state during the method: not met in 1 of 1 checks");
    }

    [Fact]
    public async Task A_halt_of_the_lab_aborts()
    {
        var run = await _service.BeginAsync(ShortExperiment.Of(ShortExperiment.Wait()).ToJsonString());
        await Eventually.BeTrueAsync("it waits", () => Journal(run).Any(line => line.TryGetProperty("subject", out var subject) && subject.GetString() == "wait"));
        _service.Bridge.IsHalted = true;

        var record = await _service.EndAsync(run);

        VerdictOf(record).ShouldBe("aborted", ReasonsOf(record));
        ReasonsOf(record).ShouldContain("the lab was halted: enough");
    }

    [Fact]
    public async Task Failing_fast_ends_the_method_and_fails()
    {
        var run = await _service.BeginAsync(ShortExperiment.Of(ShortExperiment.Wait())
            .With("runtime", new JsonObject { ["hypothesis"] = new JsonObject { ["strategy"] = "continuously", ["frequency"] = 0.1, ["fail-fast"] = true } }).ToJsonString());
        await Eventually.BeTrueAsync("it waits", () => Journal(run).Any(line => line.TryGetProperty("subject", out var subject) && subject.GetString() == "wait"));
        _service.Bridge.Web = ("Running", "Unhealthy");

        var record = await _service.EndAsync(run);

        VerdictOf(record).ShouldBe("fail", ReasonsOf(record));
        ReasonsOf(record).ShouldContain("steady state during the method");
    }

    [Fact]
    public async Task The_method_has_a_limit()
    {
        var record = await _service.RunAsync(ShortExperiment.Of(ShortExperiment.Wait())
            .WithLab("safety", new JsonObject { ["max-duration"] = "1s" }).ToJsonString());

        VerdictOf(record).ShouldBe("aborted", ReasonsOf(record));
        ReasonsOf(record).ShouldContain("longer than its limit");
    }

    [Fact]
    public async Task A_load_command_that_does_not_exist_is_an_error_and_nothing_is_injected()
    {
        var record = await _service.RunAsync(ShortExperiment.Of(ExperimentText.Inject("kill", "web-1"))
            .WithLab("load", new JsonObject { ["command"] = new JsonArray("no-such-load-program"), ["lead"] = "0s" }).ToJsonString());

        VerdictOf(record).ShouldBe("error", ReasonsOf(record));
        ReasonsOf(record).ShouldContain("no-such-load-program");
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Secrets_are_in_nothing_that_a_run_leaves()
    {
        const string Secret = "hunter22-hunter22";
        var run = await _service.BeginAsync(ShortExperiment.Of(ShortExperiment.Program("say", "echo", "${password}"), ExperimentText.Inject("kill", "web-1"))
            .With("title", "Of ${password}")
            .With("secrets", new JsonObject { ["shop"] = new JsonObject { ["password"] = Secret } })
            .WithLab("load", new JsonObject { ["command"] = new JsonArray("echo", "${password}"), ["lead"] = "0s", ["tail"] = "0s" }).ToJsonString());

        var record = await _service.EndAsync(run);

        record.GetProperty("externalLoad").GetProperty("output").GetString().ShouldBe("********\n");
        record.GetProperty("title").GetString().ShouldBe("Of ********");
        foreach (var file in Directory.EnumerateFiles(run.GetProperty("folder").GetString()!, "*", SearchOption.AllDirectories))
            File.ReadAllText(file).ShouldNotContain(Secret, Case.Insensitive, file);
    }

    [Fact]
    public async Task A_secret_that_is_a_number_is_hidden_in_parsed_answers_too()
    {
        _service.Bridge.ShopHealth = """{"status": "ok", "pin": 40815, "other": 408150}""";
        var ask = ShortExperiment.Program("ask", "true").With("type", "probe")
            .With("provider", new JsonObject { ["type"] = "http", ["url"] = $"{_service.Bridge.Url}/health", ["arguments"] = new JsonObject { ["pin"] = "${pin}" } });
        var record = await _service.RunAsync(ShortExperiment.Of(ask)
            .With("secrets", new JsonObject { ["shop"] = new JsonObject { ["pin"] = 40815 } }).ToJsonString());

        var body = record.GetProperty("method")[0].GetProperty("output").GetProperty("body");
        body.GetProperty("pin").GetString().ShouldBe("********");
        body.GetProperty("other").GetInt32().ShouldBe(408150);
    }

    [Fact]
    public async Task A_service_that_stops_ends_its_run_first()
    {
        var run = await _service.BeginAsync(ShortExperiment.Of(ShortExperiment.Wait()).ToJsonString());
        await HappenedAsync(run, "activityStarted");

        await _service.StopAsync();

        var last = Journal(run)[^1];
        last.GetProperty("kind").GetString().ShouldBe("verdict");
        last.GetProperty("text").GetString()!.ShouldContain("the chaos service was stopped");
    }
}

using System.Text.Json;
using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

/// <summary>Verbs, exit codes and messages against a bridge with scripted answers.</summary>
public sealed class CommandLineTests : IAsyncLifetime
{
    private readonly RunDirectory _directory = new();
    private readonly Interruption _interruption = new();
    private FakeBridge _bridge = null!;

    public async ValueTask InitializeAsync() => _bridge = await FakeBridge.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _bridge.DisposeAsync();
        _interruption.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("status")]
    [InlineData("health")]
    [InlineData("logs", "web-1")]
    [InlineData("kill", "web-1")]
    [InlineData("restore")]
    [InlineData("down")]
    [InlineData("fault", "list")]
    public async Task Without_a_lab_every_verb_says_so(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        code.ShouldBe(ExitCodes.NoLab);
        output.ShouldBeEmpty();
        error.ShouldBe("error: No lab is running. Start one: ./lab up\n");
    }

    [Theory]
    [InlineData("'statsu'. Did you mean 'status'?", "statsu")]
    [InlineData("'--jsno'. Did you mean '--json'?", "status", "--jsno")]
    [InlineData("one argument too many", "kill", "web-1", "web-2")]
    [InlineData("'service' missing", "kill")]
    [InlineData("needs a command: list, describe, inject, active, remove", "fault")]
    [InlineData("must be resilient or naive", "up", "--profile", "nave")]
    [InlineData("Did you mean 'container'?", "up", "--infrastructure", "containr")]
    [InlineData("'30x' is not a duration", "fault", "inject", "pause", "web-1", "--for", "30x")]
    [InlineData("a whole number from 0 to 65535", "up", "--port", "66000")]
    [InlineData("a lab's name is", "status", "--name", "../x")]
    [InlineData("'inject --help'", "fault", "inject")]
    public async Task Wrong_use_is_explained(string expected, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        code.ShouldBe(ExitCodes.WrongUse);
        output.ShouldBeEmpty();
        error.ShouldStartWith("error: ");
        error.Replace("./lab fault inject --help", "'inject --help'", StringComparison.Ordinal).ShouldContain(expected);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("up", "--help")]
    [InlineData("fault", "inject", "--help")]
    [InlineData("test", "--help")]
    public async Task Help_shows_examples(params string[] args)
    {
        var (code, output, _) = await RunAsync(args);

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("Usage:");
        output.ShouldContain("Examples:\n  ./lab ");
    }

    [Fact]
    public async Task Status_is_plain_text_when_redirected()
    {
        AddLab();

        var (code, output, _) = await RunAsync("status");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldNotContain("\u001b");
        output.ShouldContain("web-1");
        output.ShouldContain("pid 4711");
        output.ShouldContain(_bridge.Url);
    }

    [Fact]
    public async Task Status_as_JSON_names_every_resource()
    {
        AddLab();

        var (code, output, _) = await RunAsync("status", "--json");

        code.ShouldBe(ExitCodes.Done);
        var resources = JsonDocument.Parse(output).RootElement.GetProperty("resources");
        resources.EnumerateArray().Select(r => r.GetProperty("name").GetString()).ShouldBe(["web-1", "web-3", "payment"]);
        resources[0].GetProperty("pid").GetInt32().ShouldBe(4711);
        resources[0].GetProperty("restarts").GetInt32().ShouldBe(0);
        resources[0].GetProperty("endpoints")[0].GetProperty("url").GetString().ShouldBe(_bridge.Url);
    }

    [Fact]
    public async Task Health_is_yes_when_all_that_should_run_is_well()
    {
        AddLab();

        var (code, output, _) = await RunAsync("health");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("All is well.");
    }

    [Theory]
    [InlineData("Running", "Unhealthy")]
    [InlineData("Finished", null)]
    public async Task Health_is_no_when_a_resource_is_not_well(string state, string? health)
    {
        AddLab();
        _bridge.Web = (state, health);

        var (code, output, _) = await RunAsync("health");

        code.ShouldBe(ExitCodes.No);
        output.ShouldContain("Not well: web-1");
    }

    [Fact]
    public async Task Health_names_what_is_degraded()
    {
        AddLab();
        _bridge.ShopHealth = """{"status":"degraded","dependencies":{"cache":{"status":"unavailable","circuit":"open","error":"no route"}}}""";

        var (code, output, _) = await RunAsync("health");

        code.ShouldBe(ExitCodes.No);
        output.ShouldContain("cache unavailable, circuit open: no route");
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("Healthy")]
    public async Task Health_takes_the_words_of_the_shop_and_of_the_framework(string word)
    {
        AddLab();
        _bridge.ShopHealth = $$"""{"status":"{{word}}"}""";

        (await RunAsync("health")).Code.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task Logs_are_printed_as_they_are()
    {
        AddLab();

        var (code, output, _) = await RunAsync("logs", "web-1", "--tail", "2");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldBe("web-1 line 1\nweb-1 [bracketed] line 2 of 2\n", "colours are for terminals");
    }

    [Theory]
    [InlineData("There is no resource 'wbe-1'. Did you mean 'web-1'?", "logs", "wbe-1")]
    [InlineData("There is no fault 'kil'. Did you mean 'kill'?", "fault", "inject", "kil", "web-1")]
    [InlineData("There is no target 'web-l'. Did you mean 'web-1'?", "kill", "web-l")]
    [InlineData("'outage' does not act on 'web-1'. It acts on: payment.", "fault", "inject", "outage", "web-1")]
    [InlineData("'kill' has no duration", "fault", "inject", "kill", "web-1", "--for", "5s")]
    [InlineData("'pause' allows 1 to 600 s", "fault", "inject", "pause", "web-1", "--for", "1h")]
    [InlineData("There is no fault 'f-2'. Did you mean 'f-1'?", "fault", "remove", "f-2")]
    public async Task Names_the_lab_does_not_know_are_wrong_use(string expected, params string[] args)
    {
        AddLab();

        var (code, _, error) = await RunAsync(args);

        code.ShouldBe(ExitCodes.WrongUse);
        error.ShouldContain(expected);
        _bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kill_is_told_to_its_recovery()
    {
        AddLab();

        var (code, output, _) = await RunAsync("kill", "web-1");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("kill on web-1 requested");
        output.ShouldContain("acted after 12 ms");
        output.ShouldContain("effect first seen from a caller after 42 ms");
        output.ShouldContain("recovered after 1.84 s");
        _bridge.Changes.ShouldBe(["inject {\"kind\":\"kill\",\"target\":\"web-1\"}"]);
    }

    [Theory]
    [InlineData("notRecovered", "did not recover in time")]
    [InlineData("noEffect", "No caller of 'payment' saw an effect")]
    [InlineData("failed", "the process is not ours")]
    public async Task A_fault_without_recovery_is_a_no(string state, string expected)
    {
        AddLab();
        _bridge.FaultStates = ["requested", "active", state];

        var (code, _, error) = await RunAsync("kill", "payment");

        code.ShouldBe(ExitCodes.No);
        error.ShouldContain(expected);
    }

    [Fact]
    public async Task A_lasting_fault_returns_once_it_is_felt()
    {
        AddLab();
        (_bridge.FaultStates, _bridge.FaultGoesOn) = (["requested", "active"], true);

        var (code, output, _) = await RunAsync("fault", "inject", "outage", "payment");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("In force until lifted: ./lab fault remove f-1");
    }

    [Fact]
    public async Task An_interrupted_fault_is_lifted()
    {
        AddLab();
        (_bridge.FaultStates, _bridge.FaultGoesOn) = (["requested", "active"], true);

        var running = RunAsync("fault", "inject", "outage", "payment", "--for", "30s");
        await Eventually.BeTrueAsync("the change", () => _bridge.Changes.Count > 0);
        _interruption.Request();
        var (code, _, error) = await running;

        code.ShouldBe(ExitCodes.No);
        error.ShouldContain("fault f-1 (outage on payment) is lifted");
        _bridge.Changes.ShouldBe(["inject {\"kind\":\"outage\",\"target\":\"payment\",\"forSeconds\":30}", "lift f-1"]);
    }

    [Fact]
    public async Task A_fault_interrupted_before_it_was_answered_is_lifted_once_it_is()
    {
        AddLab();
        var answer = new TaskCompletionSource();
        (_bridge.FaultStates, _bridge.FaultGoesOn, _bridge.InjectAnswer) = (["requested", "active"], true, answer.Task);

        var running = RunAsync("fault", "inject", "outage", "payment");
        await Eventually.BeTrueAsync("the injection", () => _bridge.Changes.Count > 0);
        _interruption.Request();
        answer.SetResult();
        var (code, _, error) = await running;

        code.ShouldBe(ExitCodes.No);
        error.ShouldContain("fault f-1 (outage on payment) is lifted");
        _bridge.Changes[^1].ShouldBe("lift f-1");
    }

    [Fact]
    public async Task A_fault_that_is_never_answered_is_looked_for_and_lifted()
    {
        AddLab();
        (_bridge.InjectIsCutOff, _bridge.ActiveOnlyOnceInjected) = (true, true);

        var (code, _, error) = await RunAsync("fault", "inject", "outage", "payment");

        code.ShouldNotBe(ExitCodes.Done);
        error.ShouldContain("fault f-1 (outage on payment) is lifted");
        _bridge.Changes[^1].ShouldBe("lift f-1");
    }

    [Fact]
    public async Task A_random_kill_passes_its_seed_on()
    {
        AddLab();

        var (code, output, _) = await RunAsync("random", "--seed", "42");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("seed 42");
        _bridge.Changes.Single().ShouldContain("\"seed\":42");
    }

    [Fact]
    public async Task A_fault_as_JSON_is_its_last_record_alone()
    {
        AddLab();

        var (code, output, _) = await RunAsync("kill", "web-1", "--json");

        code.ShouldBe(ExitCodes.Done);
        JsonDocument.Parse(output).RootElement.GetProperty("state").GetString().ShouldBe("recovered");
    }

    [Fact]
    public async Task Removing_lifts_and_waits_for_recovery()
    {
        AddLab();
        _bridge.FaultStates = ["active", "lifted"];

        var removing = RunAsync("fault", "remove", "f-1");
        await Eventually.BeTrueAsync("the change", () => _bridge.Changes.Count > 0);
        await removing;

        _bridge.Changes.ShouldBe(["lift f-1"]);
    }

    [Theory]
    [InlineData(true, ExitCodes.Done, "Restored. all healthy")]
    [InlineData(false, ExitCodes.No, "Not restored: postgres is not healthy")]
    public async Task Restore_is_done_only_when_all_is_healthy(bool succeeds, int expectedCode, string expected)
    {
        AddLab();
        _bridge.RestoreSucceeds = succeeds;

        var (code, output, error) = await RunAsync("restore");

        code.ShouldBe(expectedCode);
        output.ShouldContain("starting web-1");
        (output + error).ShouldContain(expected);
    }

    [Fact]
    public async Task A_bridge_that_is_silent_counts_as_no_lab()
    {
        _directory.Add("default", "http://127.0.0.1:1");

        var (code, _, error) = await RunAsync("status");

        code.ShouldBe(ExitCodes.NoLab);
        error.ShouldContain("The AppHost does not answer at http://127.0.0.1:1/");
    }

    [Fact]
    public async Task Up_shows_a_lab_that_is_already_running()
    {
        AddLab();

        var (code, output, _) = await RunAsync("up", "--detach");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("The lab 'default' is already running.");
        output.ShouldContain(_bridge.Url);
    }

    [Fact]
    public async Task Settings_reason_and_force_are_passed_on_with_who_asks()
    {
        AddLab();

        var (code, _, _) = await RunAsync(
            "fault", "inject", "latency", "web->payment", "--set", "latency=1.5s", "--reason", "game day", "--force");

        code.ShouldBe(ExitCodes.Done);
        _bridge.Changes.ShouldBe(
            ["inject {\"kind\":\"latency\",\"target\":\"web->payment\",\"settings\":{\"latency\":\"1.5s\"},\"reason\":\"game day\",\"force\":true}"]);
        _bridge.Owners.Single().ShouldStartWith(Environment.UserName);
    }

    [Theory]
    [InlineData("it must be name=value", "latency")]
    [InlineData("Did you mean 'latency'?", "latncy=5ms")]
    public async Task A_wrong_setting_is_explained_and_nothing_is_injected(string expected, string setting)
    {
        AddLab();

        var (code, _, error) = await RunAsync("fault", "inject", "latency", "web->payment", "--set", setting);

        code.ShouldBe(ExitCodes.WrongUse);
        error.ShouldContain(expected);
        _bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kind_is_described_with_its_settings()
    {
        AddLab();

        var (code, output, _) = await RunAsync("fault", "describe", "latency");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("web->payment");
        output.ShouldContain("--set latency");
        output.ShouldContain("1..60000ms");
        output.ShouldContain("200ms");
    }

    [Fact]
    public async Task The_catalogue_as_JSON_is_every_kind()
    {
        AddLab();

        var (code, output, error) = await RunAsync("fault", "list", "--json");

        (code, error).ShouldBe((ExitCodes.Done, ""));
        var kinds = JsonDocument.Parse(output).RootElement;
        kinds.EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()).ShouldBe(["kill", "pause", "outage", "random-kill", "latency"]);
        kinds[1].GetProperty("parameters")[0].GetProperty("maximum").GetDouble().ShouldBe(600);
        kinds[4].GetProperty("targets").EnumerateArray().Single().GetString().ShouldBe("web->payment");
    }

    [Fact]
    public async Task A_kind_as_JSON_is_that_kind_alone()
    {
        AddLab();

        var (code, output, error) = await RunAsync("fault", "describe", "latency", "--json");

        (code, error).ShouldBe((ExitCodes.Done, ""));
        var kind = JsonDocument.Parse(output).RootElement;
        kind.GetProperty("kind").GetString().ShouldBe("latency");
        kind.GetProperty("parameters")[0].GetProperty("unit").GetString().ShouldBe("ms");
    }

    [Fact]
    public async Task An_injection_as_JSON_is_the_fault_alone()
    {
        AddLab();

        var (code, output, error) = await RunAsync("fault", "inject", "pause", "web-1", "--for", "5s", "--json");

        (code, error).ShouldBe((ExitCodes.Done, ""));
        var fault = JsonDocument.Parse(output).RootElement;
        (fault.GetProperty("id").GetString(), fault.GetProperty("state").GetString()).ShouldBe(("f-1", "recovered"));
        _bridge.Changes.Single().ShouldContain("\"forSeconds\":5");
    }

    [Fact]
    public async Task A_removal_as_JSON_is_the_fault_alone()
    {
        AddLab();
        _bridge.FaultStates = ["active", "recovered"];

        var (code, output, error) = await RunAsync("fault", "remove", "f-1", "--json");

        (code, error).ShouldBe((ExitCodes.Done, ""));
        JsonDocument.Parse(output).RootElement.GetProperty("id").GetString().ShouldBe("f-1");
    }

    [Fact]
    public async Task A_halt_tells_what_it_found_that_the_lab_had_not_injected()
    {
        AddLab();
        _bridge.HaltFound = ["latency downstream (latency=100) on web->catalog"];

        var (code, output, _) = await RunAsync("halt", "--reason", "enough");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("Found and undone, though the lab had not injected it: latency downstream (latency=100) on web->catalog.");
    }

    [Fact]
    public async Task Edges_are_shown_with_their_figures()
    {
        AddLab();

        var (code, output, _) = await RunAsync("edges");

        code.ShouldBe(ExitCodes.Done);
        foreach (var part in (string[])["web->payment", "127.0.0.1:18010", "1.5KB", "2.5MB", "12.5", "latency downstream (latency=200)"]) output.ShouldContain(part);
    }

    [Fact]
    public async Task A_halt_tells_what_it_undid_and_how_it_is_released()
    {
        AddLab();

        var (code, output, _) = await RunAsync("halt", "--reason", "enough");

        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("3 faults undone in 12 ms");
        output.ShouldContain("./lab halt --release");
        (await RunAsync("halt", "--release")).Output.ShouldContain("Not halted");
        _bridge.Changes.ShouldBe(["halt enough", "release"]);
    }

    [Fact]
    public async Task A_halt_that_leaves_something_is_a_no()
    {
        AddLab();
        _bridge.HaltProblems = ["latency on web->payment is stuck"];

        var (code, _, error) = await RunAsync("halt", "--reason", "enough");

        code.ShouldBe(ExitCodes.No);
        error.ShouldContain("latency on web->payment is stuck");
    }

    private void AddLab() => _directory.Add("default", _bridge.Url, gatewayUrl: _bridge.Url);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, interactive: false, interactiveError: false);
        var context = new CliContext(terminal, new Repository(_directory.Root), _interruption, TimeProvider.System);
        var code = await LabCommandLine.RunAsync(args, context).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}

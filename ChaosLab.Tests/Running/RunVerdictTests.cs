using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Tests.ChaosController;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

/// <summary><c>lab run</c> and <c>lab run-all</c> against a service that runs for real, in front of a bridge with scripted answers.</summary>
public sealed class RunVerdictTests : IAsyncLifetime
{
    private readonly RunDirectory _directory = new();
    private readonly Interruption _interruption = new();
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _interruption.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_pass_is_0()
    {
        AddLab();

        var (code, output, error) = await RunAsync("run", Write("a.json", ShortExperiment.Of()));

        code.ShouldBe(0, output + error);
        output.ShouldContain("PASS");
    }

    [Fact]
    public async Task A_fail_is_1()
    {
        AddLab();

        var (code, output, error) = await RunAsync("run", Write("a.json", ShortExperiment.Of(ExperimentText.Probe("it is sick", "healthy", false))));

        code.ShouldBe(1, output + error);
        output.ShouldContain("FAIL");
    }

    [Fact]
    public async Task An_inconclusive_run_is_4()
    {
        AddLab();
        _service.Bridge.Web = ("Finished", null);

        var (code, output, error) = await RunAsync("run", Write("a.json", ShortExperiment.Of()));

        code.ShouldBe(4, output + error);
    }

    [Fact]
    public async Task An_error_is_2()
    {
        AddLab();
        var experiment = ShortExperiment.Of().WithLab("load", new JsonObject { ["command"] = new JsonArray("no-such-load-program") });

        var (code, output, error) = await RunAsync("run", Write("a.json", experiment));

        code.ShouldBe(2, output + error);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_run_and_is_3()
    {
        AddLab();
        var running = RunAsync("run", Write("a.json", ShortExperiment.Of(ShortExperiment.Wait())));
        await Eventually.BeTrueAsync("the run", async ct => (await _service.Client.GetStringAsync("/api/runs", ct)).Contains("\"running\":true", StringComparison.Ordinal));
        _interruption.Request();

        var (code, output, error) = await running;

        code.ShouldBe(3, output + error);
        output.ShouldContain("Ctrl+C");
    }

    [Fact]
    public async Task A_second_Ctrl_C_does_not_wait_and_ends_the_run_all_the_same()
    {
        AddLab();
        var running = RunAsync("run", Write("a.json", ShortExperiment.Of(ShortExperiment.Wait())));
        await Eventually.BeTrueAsync("the run", async ct => (await _service.Client.GetStringAsync("/api/runs", ct)).Contains("\"running\":true", StringComparison.Ordinal));
        _interruption.Request();
        _interruption.Request();

        var (code, output, error) = await running;

        code.ShouldBe(3, output + error);
        await Eventually.BeTrueAsync("the verdict", async ct => (await _service.Client.GetStringAsync("/api/runs", ct)).Contains("\"verdict\":\"aborted\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_lab_it_is_an_error_and_not_an_abort()
    {
        var (code, _, error) = await RunAsync("run", Write("a.json", ShortExperiment.Of()));

        code.ShouldBe(2);
        error.ShouldContain("No lab is running");
    }

    [Fact]
    public async Task A_refused_run_is_an_error_and_not_a_fail()
    {
        AddLab();
        _service.Bridge.IsHalted = true;

        var (code, _, error) = await RunAsync("run", Write("a.json", ShortExperiment.Of()));

        code.ShouldBe(2);
        error.ShouldContain("halted");
    }

    [Fact]
    public async Task A_load_command_is_what_stands_after_two_dashes()
    {
        AddLab();

        var (code, output, error) = await RunAsync("load-chaos", "--kind", "latency", "--target", "web->payment", "--", "no-such-load-program", "--vus", "10");

        code.ShouldBe(2, output + error);
        (output + error).ShouldContain("no-such-load-program");
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_word_alone_is_no_load_command()
    {
        AddLab();

        var (code, _, error) = await RunAsync("load-chaos", "web-1");

        code.ShouldBe(2);
        error.ShouldContain("--target");
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_tells_the_plan_and_does_nothing()
    {
        AddLab();

        var (code, output, error) = await RunAsync("run", Write("a.json", ShortExperiment.Of(ExperimentText.Inject("latency", "web->payment"))), "--dry-run");

        code.ShouldBe(0, output + error);
        output.ShouldContain("payment, web-1, web-3");
        output.ShouldContain("Nothing was done");
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_tells_what_the_AppHost_would_refuse()
    {
        AddLab();
        _service.Bridge.Refusals["kill"] = "It would be too much.";
        var some = ExperimentText.Action("kill some", "random-kill", new JsonObject { ["among"] = new JsonArray("web-1", "payment") });
        var experiment = ShortExperiment.Of(ExperimentText.Inject("latency", "web->payment"), some);

        var (code, output, error) = await RunAsync("run", Write("a.json", experiment), "--dry-run");

        code.ShouldBe(2, output + error);
        error.ShouldContain("kill on web-1 would be refused: It would be too much.");
        error.ShouldContain("kill on payment would be refused");
        _service.Bridge.Checked.ShouldBe([("latency", "web->payment", false), ("kill", "web-1", false), ("kill", "payment", false)]);
        _service.Bridge.Changes.ShouldBeEmpty();

        _service.Bridge.Checked.Clear();
        await RunAsync("run", Write("a.json", experiment.WithLab("safety", new JsonObject { ["force"] = true })), "--dry-run");
        _service.Bridge.Checked.ShouldAllBe(asked => asked.Force);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("0", 1)]
    [InlineData("2", 3)]
    public async Task What_proved_nothing_is_run_again_and_the_summary_says_so(string? reruns, int runs)
    {
        AddLab();
        Write("1.json", ShortExperiment.Of());
        _service.Bridge.Web = ("Running", "Unhealthy");
        var junit = Path.Combine(_directory.Root, "chaos.xml");

        var (code, output, error) = await RunAsync(
            ["run-all", Path.Combine(_directory.Root, "files"), "--junit", junit, .. reruns is null ? Array.Empty<string>() : ["--reruns", reruns]]);

        code.ShouldBe(1, output + error);
        output.ShouldContain("0 of 1 passed");
        if (runs > 1) output.ShouldContain($"After {runs - 1} inconclusive: steady state before");
        else output.ShouldNotContain("once more");
        (File.ReadAllText(junit).Split("An earlier run was inconclusive: steady state before").Length - 1).ShouldBe(runs - 1);
        _service.Bridge.Changes.ShouldBe(Enumerable.Repeat("restore", runs));
    }

    [Fact]
    public async Task All_of_a_directory_are_run_and_summed_up_for_CI()
    {
        AddLab();
        Write("1.json", ShortExperiment.Of());
        Write("2.json", ShortExperiment.Of(ExperimentText.Probe("it is sick", "healthy", false)).With("title", "A sick one"));
        var junit = Path.Combine(_directory.Root, "chaos.xml");

        var (code, output, error) = await RunAsync("run-all", Path.Combine(_directory.Root, "files"), "--junit", junit);

        code.ShouldBe(1, output + error);
        output.ShouldContain("PASS  A short one");
        output.ShouldContain("1 of 2 passed");
        File.ReadAllText(junit).ShouldContain("tests=\"2\" failures=\"1\" errors=\"0\"");
        _service.Bridge.Changes.ShouldBe(["restore", "restore"]);
    }

    [Theory]
    [InlineData("naive", true)]
    [InlineData("resilient", false)]
    public async Task On_the_naive_shop_the_summary_says_what_the_files_expect_of_it(string profile, bool expects)
    {
        AddLab(profile);
        Write("1-fails.json", ShortExperiment.Of(ExperimentText.Probe("it is sick", "healthy", false)).WithLab("naive", "fail"));
        Write("2-surprise.json", ShortExperiment.Of().WithLab("naive", "fail"));
        Write("3-silent.json", ShortExperiment.Of());

        var (code, output, error) = await RunAsync("run-all", Path.Combine(_directory.Root, "files"));

        code.ShouldBe(1, output + error);
        output.ShouldContain("2 of 3 passed.");
        output.Contains("This shop is naive: 1 of 2 verdicts are as the files expect of it; others than expected: 2-surprise.json.").ShouldBe(expects, output);
        output.Contains("Verdict Expected Took", StringComparison.Ordinal).ShouldBe(expects, output);
    }

    [Fact]
    public async Task A_run_that_could_not_start_is_not_what_a_file_expects_of_the_naive_shop()
    {
        AddLab("naive");
        _service.Bridge.IsHalted = true;
        Write("1.json", ShortExperiment.Of().WithLab("naive", "fail"));

        var (code, output, error) = await RunAsync("run-all", Path.Combine(_directory.Root, "files"));

        code.ShouldBe(1, output + error);
        output.ShouldContain("This shop is naive: 0 of 1 verdicts are as the files expect of it; others than expected: 1.json.");
    }

    [Fact]
    public async Task What_a_file_expects_of_the_naive_shop_is_in_the_JSON()
    {
        AddLab("naive");
        Write("1-passes.json", ShortExperiment.Of().WithLab("naive", "pass"));

        var (code, output, error) = await RunAsync("run-all", Path.Combine(_directory.Root, "files"), "--json");

        code.ShouldBe(0, output + error);
        JsonDocument.Parse(output).RootElement[0].GetProperty("expected").GetString().ShouldBe("pass");
    }

    [Fact]
    public async Task A_lab_that_is_not_restored_after_a_pass_is_no_pass_of_the_series()
    {
        AddLab();
        _service.Bridge.RestoreSucceeds = false;
        Write("1.json", ShortExperiment.Of());
        var junit = Path.Combine(_directory.Root, "chaos.xml");

        var (code, output, error) = await RunAsync("run-all", Path.Combine(_directory.Root, "files"), "--junit", junit);

        code.ShouldBe(1, output + error);
        error.ShouldContain("The lab was not restored: postgres is not healthy");
        output.ShouldContain("1 of 1 passed; after 1 the lab was not restored.");
        File.ReadAllText(junit).ShouldContain("tests=\"2\" failures=\"0\" errors=\"1\"");
        File.ReadAllText(junit).ShouldContain("postgres is not healthy");
        var inJson = await RunAsync("run-all", Path.Combine(_directory.Root, "files"), "--json");
        inJson.Code.ShouldBe(1);
        JsonDocument.Parse(inJson.Output).RootElement[0].GetProperty("restoreProblem").GetString()!.ShouldContain("postgres is not healthy");
    }

    [Fact]
    public async Task An_experiment_that_left_no_record_is_an_error_for_CI()
    {
        AddLab();
        _service.Bridge.IsHalted = true;
        Write("1.json", ShortExperiment.Of());
        var junit = Path.Combine(_directory.Root, "chaos.xml");

        var (code, output, error) = await RunAsync("run-all", Path.Combine(_directory.Root, "files"), "--junit", junit, "--json");

        code.ShouldBe(1, output + error);
        JsonDocument.Parse(output).RootElement[0].GetProperty("verdict").GetString().ShouldBe("error");
        File.ReadAllText(junit).ShouldContain("tests=\"1\" failures=\"0\" errors=\"1\"");
    }

    private void AddLab(string profile = "resilient")
        => _directory.Add("default", _service.Bridge.Url, gatewayUrl: _service.Bridge.Url, consoleUrl: _service.Url, profile: profile);

    private string Write(string name, JsonObject experiment)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_directory.Root, "files")).FullName, name);
        File.WriteAllText(file, experiment.ToJsonString());
        return file;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, interactive: false, interactiveError: false);
        var context = new CliContext(terminal, new Repository(_directory.Root), _interruption, TimeProvider.System);
        var code = await LabCommandLine.RunAsync(args, context).WaitAsync(TimeSpan.FromMinutes(2));
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Support.ExperimentText;

namespace ChaosLab.Tests.Running;

/// <summary>Experiments in a real lab, from the file to the exit code.</summary>
[Collection(ExperimentLabDefinition.Name)]
public sealed class ExperimentTests(ExperimentLab lab)
{
    [Fact]
    public async Task The_shop_withstands_a_kill_as_its_own_experiment_says_and_all_reports_are_written()
    {
        var outcome = await lab.RunAsync(Shipped("web-kill.json"));

        outcome.ExitCode.ShouldBe(0, outcome.Output);
        outcome.Output.ShouldContain("PASS");
        var record = outcome.Record.ShouldNotBeNull();
        record.GetProperty("ledger").GetProperty("acknowledged").GetInt32().ShouldBePositive();
        record.GetProperty("faults")[0].GetProperty("fault").GetProperty("state").GetString().ShouldBe("recovered");
        record.GetProperty("load").GetProperty("total").GetProperty("due").GetInt32().ShouldBeGreaterThan(40);
        var folder = FolderOf(record);
        foreach (var file in (string[])["journal.jsonl", "journal.json", "report.md", "report.html", "postmortem.md"])
        {
            new FileInfo(Path.Combine(folder, file)).Length.ShouldBeGreaterThan(100, file);
        }

        Directory.EnumerateFiles(folder, "chaos_report_*.json").ShouldHaveSingleItem();
        (await lab.Cli.RunAsync("runs")).Output.ShouldContain("A killed replica is not noticed");
        (await lab.Cli.RunAsync("report", "last")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Orders_that_are_given_back_are_no_losses_in_mid_run_and_at_the_end()
    {
        var right = new JsonObject { ["type"] = "jsonpath", ["path"] = "$.lost", ["expect"] = 0 };
        var probe = Probe("nothing is lost so far", "ledger", right);
        probe["pauses"] = new JsonObject { ["before"] = 2 };

        var outcome = await lab.RunAsync(lab.Write("returns.json", Of(
            "Customers give back what they bought", [probe], slo: new JsonObject { ["rpo"] = 0 }, load: Traffic(20, ("purchase", 50), ("return", 50)))));

        outcome.ExitCode.ShouldBe(0, outcome.Output);
        var record = outcome.Record.ShouldNotBeNull();
        record.GetProperty("load").GetProperty("operations").GetProperty("return").GetProperty("succeeded").GetInt32().ShouldBePositive();
        record.GetProperty("ledger").GetProperty("verdict").GetString().ShouldBe("right");
    }

    [Fact]
    public async Task The_shop_loses_no_order_with_the_cache_as_its_own_experiment_says()
    {
        var outcome = await lab.RunAsync(Shipped("redis-flush.json"));

        outcome.ExitCode.ShouldBe(0, outcome.Output);
        outcome.Record!.Value.GetProperty("steadyStates").GetProperty("during").GetArrayLength().ShouldBePositive("it is looked at all the time");
    }

    [Fact]
    public async Task A_fault_that_nobody_felt_is_inconclusive()
    {
        var outcome = await lab.RunAsync(lab.Write("unfelt.json", Of(
            "So much that nobody reaches it", [Inject("limit-data", "web->payment", "2s", settings: new JsonObject { ["bytes"] = "1000000000B" })])));

        outcome.ExitCode.ShouldBe(4, outcome.Output);
        outcome.Output.ShouldContain("nothing can be concluded");
    }

    [Fact]
    public async Task A_stop_condition_aborts_and_undoes_at_once()
    {
        var outcome = await lab.RunAsync(lab.Write("stop.json", Of(
            "Too much harm", [Inject("outage", "payment", "60s")], load: Traffic(20, ("purchase", 100)),
            safety: new JsonObject { ["stop"] = new JsonArray(new JsonObject { ["metric"] = "error-rate", ["limit"] = 0.3, ["for"] = "1s" }) })));

        outcome.ExitCode.ShouldBe(3, outcome.Output);
        outcome.Output.ShouldContain("stop condition: error-rate");
        (await ActiveFaultsAsync()).ShouldBe(0);
        var fault = outcome.Record!.Value.GetProperty("faults")[0].GetProperty("fault");
        (fault.GetProperty("liftedAt").GetDateTimeOffset() - fault.GetProperty("actedAt").GetDateTimeOffset()).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_cleanly()
    {
        var file = lab.Write("interrupt.json", Of("Interrupted", [Inject("outage", "payment", "60s")]));
        await using var program = lab.Cli.Start("run", file);
        await Eventually.BeTrueAsync("the fault acts", () => program.Output.Contains("outage on payment acts", StringComparison.Ordinal), TimeSpan.FromMinutes(1));

        program.Interrupt();

        (await program.ExitAsync(TimeSpan.FromMinutes(2))).ShouldBe(3, program.Output);
        program.Output.ShouldContain("ABORTED");
        (await ActiveFaultsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_halt_ends_a_run()
    {
        var file = lab.Write("halted.json", Of("Halted", [Inject("outage", "payment", "60s")]));
        await using var program = lab.Cli.Start("run", file);
        await Eventually.BeTrueAsync("the fault acts", () => program.Output.Contains("outage on payment acts", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        try
        {
            (await lab.Cli.RunAsync("halt", "--reason", "enough of it")).ExitCode.ShouldBe(0);

            (await program.ExitAsync(TimeSpan.FromMinutes(2))).ShouldBe(3, program.Output);
            program.Output.ShouldContain("enough of it");
            var refused = await lab.Cli.RunAsync("run", file);
            refused.ExitCode.ShouldNotBe(0);
            refused.Output.ShouldContain("halted");
        }
        finally
        {
            (await lab.Cli.RunAsync("halt", "--release")).ExitCode.ShouldBe(0);
        }
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_decisions()
    {
        var file = lab.Write("random.json", Of("Random", [Action("kill two", "random-kill", new JsonObject
        {
            ["among"] = new JsonArray("catalog", "analytics", "web-1"), ["count"] = 2, ["pause"] = "2s",
        })]));

        var first = await lab.RunAsync(file, "--seed", "42");
        var again = await lab.RunAsync(file, "--seed", "42");

        Decisions(first).ShouldContain(decision => decision.StartsWith("kill 1 of 2", StringComparison.Ordinal));
        Decisions(again).ShouldBe(Decisions(first));
        var kills = first.Record!.Value.GetProperty("faults").EnumerateArray().Select(kill => kill.GetProperty("fault")).ToArray();
        (kills[1].GetProperty("actedAt").GetDateTimeOffset() - kills[0].GetProperty("recoveredAt").GetDateTimeOffset())
            .ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2), "a pause lies between the kills");
    }

    [Fact]
    public async Task A_run_whose_service_is_killed_is_undone_and_leaves_a_readable_journal()
    {
        var file = lab.Write("killed.json", Of("Killed in the middle", [Inject("outage", "payment", "120s")]));
        await using var program = lab.Cli.Start("run", file);
        await Eventually.BeTrueAsync("the fault acts", () => program.Output.Contains("outage on payment acts", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        var chaos = (await lab.Cli.StatusAsync()).Single(resource => resource.GetProperty("name").GetString() == "chaos");

        using (var process = System.Diagnostics.Process.GetProcessById(chaos.GetProperty("pid").GetInt32())) process.Kill();

        (await program.ExitAsync(TimeSpan.FromMinutes(1))).ShouldBe(2, program.Output);
        program.Output.ShouldContain("The journal:");
        await Eventually.BeAsync("nothing acts any more", _ => ActiveFaultsAsync(), active => active == 0, TimeSpan.FromSeconds(60));
        await lab.Cli.HealthyAsync();
        var folder = Directory.EnumerateDirectories(lab.Cli.Runs).Single(run => run.EndsWith("-killed", StringComparison.Ordinal));
        var lines = File.ReadAllLines(Path.Combine(folder, "journal.jsonl"));
        lines.ShouldContain(line => line.Contains("outage on payment acts", StringComparison.Ordinal));
        lines[^1].ShouldContain("ended in the middle");
        foreach (var line in lines) JsonDocument.Parse(line).Dispose();
        (await lab.Cli.RunAsync("runs")).Output.ShouldContain("interrupted");
    }

    /// <summary>After a published experiment with process providers alone (Experiments/Samples/chaostoolkit/README.md).</summary>
    [Fact]
    public async Task An_experiment_of_programs_runs_beside_its_file()
    {
        lab.Write("world.txt", "hello\n");

        var outcome = await lab.RunAsync(lab.Write("greeting.json", Sample("greeting.json")));

        outcome.ExitCode.ShouldBe(0, outcome.Output);
        Journal(outcome).GetProperty("status").GetString().ShouldBe("completed");
        File.ReadAllText(Path.Combine(lab.Folder, "greeted.txt")).ShouldBe("hello\n");
    }

    /// <summary>After a published experiment with http providers alone; only its port is this test's.</summary>
    [Fact]
    public async Task An_experiment_of_http_calls_asks_the_shop()
    {
        var gateway = (await lab.Cli.StatusAsync()).Single(resource => resource.GetProperty("name").GetString() == "gateway");
        var port = new Uri(gateway.GetProperty("endpoints")[0].GetProperty("url").GetString()!).Port;

        var outcome = await lab.RunAsync(lab.Write("answers.json", Sample("application-answers.json").Replace(":5000/", $":{port}/")));

        outcome.ExitCode.ShouldBe(0, outcome.Output);
        Journal(outcome).GetProperty("run")[0].GetProperty("output").GetProperty("status").GetInt32().ShouldBe(200);
    }

    /// <summary>The walk-through of Chaos Toolkit's documentation, two python probes written anew (the same README); only its port is this test's.</summary>
    [Fact]
    public async Task The_toolkits_walk_through_runs_and_is_journalled_in_its_form()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It calls openssl and pkill, and sends SIGHUP.");
        await using var shop = await SunsetService.StartAsync(lab.Folder);

        var outcome = await lab.RunAsync(lab.Write("walk-through.yaml", Sample("service-and-provider.yaml").Replace(":8443/", $":{shop.Port}/")));

        outcome.ExitCode.ShouldBe(0, outcome.Output);
        var journal = Journal(outcome);
        journal.GetProperty("status").GetString().ShouldBe("completed");
        journal.GetProperty("deviated").GetBoolean().ShouldBeFalse();
        journal.GetProperty("run").EnumerateArray().Select(run => run.GetProperty("activity").GetProperty("name").GetString()).ShouldBe(
        [
            "swap-to-expired-cert", "read-tls-cert-expiry-date",
            "restart-astre-service-to-pick-up-certificate", "restart-sunset-service-to-pick-up-certificate",
        ]);
        journal.GetProperty("run")[1].GetProperty("output").GetProperty("stdout").GetString()!.ShouldContain($"notAfter=Jan  1 00:00:00 {SunsetService.ExpiredIn} GMT");
        journal.GetProperty("rollbacks").GetArrayLength().ShouldBe(3);
        shop.Shown.ShouldBe([SunsetService.Valid, SunsetService.Expired], "callers saw the expired certificate in between");
        await Eventually.BeTrueAsync("the valid certificate again", () => shop.Certificate == SunsetService.Valid);
    }

    /// <summary>The toolkit's tutorial on tolerances, a python probe written anew: its method breaks the steady state on purpose.</summary>
    [Fact]
    public async Task The_toolkits_tutorial_deviates_and_is_rolled_back()
    {
        var language = lab.Write("default.locale.txt", "welcome=hello\n");

        var outcome = await lab.RunAsync(lab.Write("language-file.json", Sample("language-file.json")));

        outcome.ExitCode.ShouldBe(1, outcome.Output);
        var journal = Journal(outcome);
        journal.GetProperty("deviated").GetBoolean().ShouldBeTrue();
        journal.GetProperty("steady_states").GetProperty("before").GetProperty("steady_state_met").GetBoolean().ShouldBeTrue();
        File.ReadAllText(language).ShouldBe("welcome=hello\n");
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_happen_and_does_nothing()
    {
        var (exitCode, output) = await lab.Cli.RunAsync("run", lab.Write("dry.json", Of("Dry", [Inject("pause", "cache", "5s")])), "--dry-run");

        exitCode.ShouldBe(0, output);
        output.ShouldContain("pause on cache, for 5s");
        output.ShouldContain("Nothing was done");
        (await lab.Cli.StatusAsync()).Single(resource => resource.GetProperty("name").GetString() == "cache")
            .GetProperty("activeFaults").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_dry_run_knows_the_guard_of_critical_services()
    {
        var whole = lab.Write("whole.json", Of("All of web", [Inject("partition", "web", "5s")]));
        var (exitCode, output) = await lab.Cli.RunAsync("run", whole, "--dry-run");

        exitCode.ShouldBe(2, output);
        output.ShouldContain("partition on web would be refused: It would leave 2 of 2 instances of 'web' disabled");
        var forced = lab.Write("forced.json", Of("All of web", [Inject("partition", "web", "5s")], safety: new JsonObject { ["force"] = true }));
        (exitCode, output) = await lab.Cli.RunAsync("run", forced, "--dry-run");
        exitCode.ShouldBe(0, output);
    }

    [Fact]
    public async Task An_invalid_file_injects_nothing_and_says_where_it_is_wrong()
    {
        var (exitCode, output) = await lab.Cli.RunAsync("run", lab.Write("wrong.json", Of("Wrong", [Inject("outrage", "payment", "5s")])));

        exitCode.ShouldBe(2, output);
        output.ShouldContain("Did you mean 'outage'?");
        output.ShouldMatch(@"wrong\.json:\d+:\d+:");
    }

    /// <summary>A file of <c>experiments/</c>, as everybody gets it.</summary>
    private static string Shipped(string name) => Path.Combine(BuiltPrograms.Checkout, "experiments", name);

    private static string Sample(string name)
        => File.ReadAllText(Path.Combine(BuiltPrograms.Checkout, "ChaosLab.Tests", "Experiments", "Samples", "chaostoolkit", name));

    private async Task<int> ActiveFaultsAsync()
    {
        var (exitCode, output) = await lab.Cli.RunAsync("fault", "active", "--json");
        exitCode.ShouldBe(0, output);
        return JsonDocument.Parse(output).RootElement.GetArrayLength();
    }

    private JsonElement Journal(ExperimentOutcome outcome)
        => JsonDocument.Parse(File.ReadAllText(Path.Combine(FolderOf(outcome.Record.ShouldNotBeNull(outcome.Output)), "journal.json"))).RootElement;

    private string FolderOf(JsonElement record) => Path.Combine(lab.Cli.Runs, record.GetProperty("id").GetString()!);

    private static string[] Decisions(ExperimentOutcome outcome)
        => [.. outcome.Record.ShouldNotBeNull(outcome.Output).GetProperty("decisions").EnumerateArray().Select(decision => decision.GetString()!)];
}

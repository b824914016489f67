extern alias controller;

using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Planning;
using ChaosLab.Tests.Support;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

/// <summary>What a run would do, and the experiments that commands compose.</summary>
public sealed class ExperimentPlanTests
{
    private static readonly ExperimentInputs NoInputs = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    private static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0);

    private static readonly HaltStatus Released = new(false);

    private static readonly FaultKind[] Kinds = [Kind("kill", "web-1", "payment"), Kind("latency", "web->payment")];

    private static readonly ResourceStatus[] Resources = [Part("web-1"), Part("web-2"), Part("payment"), Part("payment-store")];

    [Fact]
    public void An_edge_touches_both_its_ends_and_a_command_its_resource()
    {
        var plan = Plan(ExperimentText.Inject("latency", "web->payment", "5s"), ShortExperiment.Command("stop", "payment-store"));

        plan.BlastRadius.ShouldBe(["payment", "payment-store", "web-1", "web-2"]);
        plan.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("20s", "constant 50/s to the end; before it a warm-up of at most 20.0 s that does not count")]
    [InlineData("0s", "constant 50/s to the end")]
    public void The_load_is_told_with_its_warm_up(string warmUp, string told)
        => ExperimentPlan.Of(
            Read(ShortExperiment.Of().WithLab("load", new JsonObject { ["rate"] = 50, ["warm-up"] = warmUp })), Kinds, Resources, Released, Noon).Load.ShouldBe(told);

    [Fact]
    public void A_part_stands_for_itself_alone() => Plan(ExperimentText.Inject("kill", "payment")).BlastRadius.ShouldBe(["payment"]);

    [Fact]
    public void Kills_at_random_may_touch_each_part_they_choose_from()
    {
        var among = new JsonObject { ["among"] = new JsonArray("web-1", "payment") };

        var plan = Plan(ExperimentText.Action("kill some", "random-kill", among));

        plan.Faults.Select(fault => fault.Target).ShouldBe(["1 of web-1, payment, by the run's seed"]);
        plan.BlastRadius.ShouldBe(["payment", "web-1"]);
        plan.Steps.ShouldBe(["action 'kill some'"]);
        plan.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Kills_at_random_tell_how_many_and_by_which_seed_and_each_part_is_checked()
    {
        var some = new JsonObject { ["among"] = new JsonArray("web-1", "cache"), ["count"] = 3, ["pause"] = "5s", ["seed"] = 7 };

        var plan = Plan(ExperimentText.Action("kill some", "random-kill", some));

        plan.Faults.ShouldHaveSingleItem().Target.ShouldBe("3 of web-1, cache, 5.0 s apart, by the seed 7");
        plan.Problems.ShouldHaveSingleItem().ShouldContain("does not act on 'cache'");
    }

    [Theory]
    [InlineData("always", "action 'tidy up'")]
    [InlineData("never", null)]
    [InlineData("deviated", "action 'tidy up', only if the steady state is not met")]
    [InlineData("default", "action 'tidy up', unless the run is ended before its time or a probe of the hypothesis fails")]
    public void Rollbacks_are_told_as_far_as_they_would_be_run(string strategy, string? line)
        => ExperimentPlan.Of(
            Read(ShortExperiment.Of().With("rollbacks", new JsonArray(ShortExperiment.Program("tidy up", "true")))
                .With("runtime", new JsonObject { ["rollbacks"] = new JsonObject { ["strategy"] = strategy } })),
            Kinds, Resources, Released, Noon).Undo.ShouldBe(line is null ? [] : [line]);

    [Fact]
    public void What_rollbacks_touch_is_in_the_blast_radius_unless_they_are_never_run()
    {
        var experiment = ShortExperiment.Of(ExperimentText.Inject("kill", "web-1"))
            .With("rollbacks", new JsonArray(ShortExperiment.Command("start", "payment-store"), ExperimentText.Inject("latency", "web->payment", "5s")));

        var plan = ExperimentPlan.Of(Read(experiment), Kinds, Resources, Released, Noon);

        plan.BlastRadius.ShouldBe(["payment", "payment-store", "web-1", "web-2"]);
        plan.Faults.Select(fault => fault.Kind).ShouldBe(["kill", "latency"]);
        var never = experiment.With("runtime", new JsonObject { ["rollbacks"] = new JsonObject { ["strategy"] = "never" } });
        ExperimentPlan.Of(Read(never), Kinds, Resources, Released, Noon).BlastRadius.ShouldBe(["web-1"]);
    }

    [Fact]
    public void What_a_program_or_a_server_does_is_unknown()
    {
        var call = ShortExperiment.Program("call", "true").With("provider", new JsonObject { ["type"] = "http", ["method"] = "POST", ["url"] = "http://localhost:5000/wipe" });
        var look = ShortExperiment.Program("look", "uptime").With("type", "probe");

        Plan(ShortExperiment.Program("wipe", "rm", "-rf", "data"), call, look, ExperimentText.Inject("kill", "web-1")).BlastRadius
            .ShouldBe(["web-1", "unknown: program rm", "unknown: POST http://localhost:5000/wipe"]);
    }

    [Fact]
    public void A_value_that_a_probe_gives_is_told()
    {
        var experiment = ShortExperiment.Of(ShortExperiment.Program("say", "echo", "${word}")).With("configuration", new JsonObject
        {
            ["word"] = new JsonObject { ["type"] = "probe", ["name"] = "ask", ["provider"] = new JsonObject { ["type"] = "process", ["path"] = "date" } },
        });
        var reading = ExperimentReader.Read(experiment.ToJsonString(), "a.json", NoInputs);

        ExperimentPlan.Of(reading.Experiment!, Kinds, Resources, Released, Noon, reading.Dynamic).Steps
            .ShouldBe(["probe 'ask' gives the value of 'word'; what needs it is not shown"]);
    }

    [Fact]
    public void A_halt_and_an_excluded_window_are_problems()
    {
        var window = new JsonObject { ["from"] = "11:00", ["to"] = "13:00", ["because"] = "lunch" };
        var experiment = Read(ShortExperiment.Of().WithLab("safety", new JsonObject { ["excluded-windows"] = new JsonArray(window) }));

        var problems = ExperimentPlan.Of(experiment, Kinds, Resources, new HaltStatus(true, "enough"), Noon).Problems;

        problems.Count.ShouldBe(2);
        problems[0].ShouldContain("(lunch)");
        problems[1].ShouldContain("The lab is halted (enough)");
        ExperimentPlan.Of(experiment, Kinds, Resources, Released, Noon.AddHours(2)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Undo_is_in_reverse()
        => Plan(ExperimentText.Inject("kill", "web-1"), ExperimentText.Inject("latency", "web->payment", "5s")).Undo
            .Select(line => line.Split(':')[0]).ShouldBe(["latency on web->payment", "kill on web-1"]);

    [Fact]
    public void What_cannot_be_injected_and_what_is_not_well_is_a_problem()
    {
        var sick = Resources.Append(Part("catalog", "Finished")).ToArray();

        var plan = ExperimentPlan.Of(Read(ShortExperiment.Of(ExperimentText.Inject("kill", "web-2"), ExperimentText.Inject("kil", "web-1"))), Kinds, sick, Released, Noon);

        plan.Problems.Count.ShouldBe(3);
        plan.Problems[0].ShouldContain("does not act on 'web-2'");
        plan.Problems[1].ShouldContain("Did you mean 'kill'?");
        plan.Problems[2].ShouldContain("catalog is not well now (Finished)");
    }

    [Fact]
    public void Composed_experiments_are_valid()
    {
        ExperimentSource[] composed =
        [
            ComposedExperiment.Cascade(["payment", "web-1"], 50),
            ComposedExperiment.LoadChaos("latency", "web->payment", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), 100, null),
            ComposedExperiment.LoadChaos("kill", "web-1", null, TimeSpan.Zero, 100, ["k6", "run", "script.js"]),
        ];

        foreach (var source in composed)
        {
            var reading = ExperimentReader.Read(source.Text, source.Path, NoInputs);
            reading.Mistakes.ShouldBeEmpty();
            ExperimentPlan.Of(reading.Experiment!, Kinds, Resources, Released, Noon).Problems.ShouldBeEmpty();
        }

        ExperimentReader.Read(composed[2].Text, composed[2].Path, NoInputs).Experiment!.Title.ShouldBe("Load by k6, and kill on web-1");
    }

    private static ExperimentPlan Plan(params JsonNode[] method) => ExperimentPlan.Of(Read(ShortExperiment.Of(method)), Kinds, Resources, Released, Noon);

    private static Experiment Read(JsonObject experiment)
    {
        var reading = ExperimentReader.Read(experiment.ToJsonString(), "a.json", NoInputs);
        return reading.Experiment.ShouldNotBeNull(string.Join('\n', reading.Mistakes));
    }

    private static FaultKind Kind(string kind, params string[] targets) => new(kind, $"what {kind} does", targets, []);

    private static ResourceStatus Part(string name, string state = "Running")
        => new(name, "Project", state, state == "Running" ? "Healthy" : null, ExplicitStart: false, null, null, null, null, Stopped: false, 0, [], [], []);
}

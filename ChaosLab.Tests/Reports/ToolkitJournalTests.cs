using System.Globalization;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Verdicts;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

/// <summary>The journal has what readers of Chaos Toolkit's journals look for.</summary>
public sealed class ToolkitJournalTests
{
    private static readonly string[] Statuses = ["completed", "failed", "aborted", "interrupted"];

    public static TheoryData<string> Samples => [.. SampleRuns.All.Select(run => run.Id)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_journal_has_all_fields(string id)
    {
        var journal = Journal(SampleRuns.All.First(run => run.Id == id)).AsObject();

        foreach (var name in (string[])["chaoslib-version", "platform", "node", "experiment", "start", "status", "deviated", "steady_states", "run", "rollbacks", "end", "duration"])
        {
            journal.ContainsKey(name).ShouldBeTrue(name);
        }

        journal["status"]!.GetValue<string>().ShouldBeOneOf(Statuses);
        foreach (var name in (string[])["before", "after", "during"]) journal["steady_states"]!.AsObject().ContainsKey(name).ShouldBeTrue(name);
        foreach (var item in journal["run"]!.AsArray().Concat(journal["rollbacks"]!.AsArray()))
        {
            foreach (var name in (string[])["activity", "output", "status", "start", "end", "duration"]) item!.AsObject().ContainsKey(name).ShouldBeTrue(name);
            Time(item!["end"]!).ShouldBeGreaterThanOrEqualTo(Time(item["start"]!));
        }
    }

    [Fact]
    public void A_deviation_is_a_completed_journal_that_says_so()
    {
        var journal = Journal(SampleRuns.Fail);

        journal["status"]!.GetValue<string>().ShouldBe("completed");
        journal["deviated"]!.GetValue<bool>().ShouldBeTrue();
        journal["steady_states"]!["after"]!["steady_state_met"]!.GetValue<bool>().ShouldBeFalse();
        journal["steady_states"]!["after"]!["probes"]![0]!["tolerance_met"]!.GetValue<bool>().ShouldBeFalse();
        journal["run"]![1]!["status"]!.GetValue<string>().ShouldBe("failed");
        journal["run"]![1]!["exception"]![0]!.GetValue<string>().ShouldBe("no answer within 5 s");
        journal["chaoslab"]!["verdict"]!.GetValue<string>().ShouldBe("fail");
    }

    [Fact]
    public void A_missed_objective_with_the_steady_state_held_is_completed_there()
        => ToolkitJournal.Status(SampleRuns.Pass with { Judgement = SampleRuns.Pass.Judgement with { Verdict = Verdict.Fail } }).ShouldBe("completed");

    [Fact]
    public void Each_verdict_has_its_status()
    {
        ToolkitJournal.Status(SampleRuns.Pass).ShouldBe("completed");
        ToolkitJournal.Status(SampleRuns.Inconclusive).ShouldBe("completed");
        ToolkitJournal.Status(SampleRuns.Aborted).ShouldBe("interrupted");
        ToolkitJournal.Status(SampleRuns.Error).ShouldBe("aborted");
        ToolkitJournal.Status(SampleRuns.Pass with { SteadyStates = new(SampleRuns.Fail.SteadyStates.After, [], null) }).ShouldBe("completed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_probe_of_the_hypothesis_that_could_not_be_carried_out_makes_it_failed(bool before)
    {
        var held = SampleRuns.Pass.SteadyStates.Before!;
        var broken = held with { Met = false, Probes = [held.Probes[0] with { Succeeded = false, Error = "no answer", ToleranceMet = null }] };
        var run = SampleRuns.Pass with { SteadyStates = before ? new(broken, [], null) : new(held, [], broken) };

        var journal = Journal(run);

        journal["status"]!.GetValue<string>().ShouldBe("failed");
        journal["deviated"]!.GetValue<bool>().ShouldBe(!before);
        journal["steady_states"]![before ? "before" : "after"]!["probes"]![0]!["tolerance_met"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void Only_the_check_after_the_method_deviates_there()
    {
        var run = SampleRuns.Fail with { SteadyStates = SampleRuns.Fail.SteadyStates with { After = SampleRuns.Pass.SteadyStates.After } };

        run.SteadyStates.During.ShouldContain(check => !check.Met);
        Journal(run)["deviated"]!.GetValue<bool>().ShouldBeFalse();
        Journal(run)["status"]!.GetValue<string>().ShouldBe("completed");
    }

    [Fact]
    public void Times_are_ISO_8601_in_UTC()
    {
        var journal = Journal(SampleRuns.Pass);

        journal["start"]!.GetValue<string>().ShouldBe("2026-11-21T19:30:00.25Z");
        journal["duration"]!.GetValue<double>().ShouldBe(60);
        journal["run"]![0]!["duration"]!.GetValue<double>().ShouldBe(0.25);
    }

    private static DateTimeOffset Time(JsonNode node) => DateTimeOffset.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture);

    private static JsonNode Journal(RunRecord run) => JsonNode.Parse(new ToolkitJournal().Write(run))!;
}

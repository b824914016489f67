using ChaosLab.ChaosController.Reports;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Reports;

/// <summary>The draft holds the facts, and says what they do not tell.</summary>
public sealed class PostmortemDraftTests
{
    private static readonly PostmortemDraft Writer = new();

    [Fact]
    public void It_has_every_section_in_order()
    {
        foreach (var run in SampleRuns.All)
        {
            Writer.Write(run).Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(
            [
                "## Summary", "## Impact", "## Timeline", "## Detection", "## Recovery", "## Data loss", "## Root cause",
                "## What went well", "## What went badly", "## Actions",
            ], run.Id);
        }
    }

    [Fact]
    public void A_failure_is_told_with_its_figures()
    {
        var draft = Writer.Write(SampleRuns.Fail);
        var total = SampleRuns.Fail.Load!.Total;

        draft.ShouldContain($"- Requests failed: {total.Errors} of 6,000 (");
        draft.ShouldContain("While faults acted 35 % of the requests that the objectives count failed.");
        draft.ShouldContain("Users affected: unknown; the record counts requests, not distinct customers.");
        draft.ShouldContain("- outage on payment: MTTD not detected; detected by nothing.");
        draft.ShouldContain("- latency on web->payment: RTO 2.0 s;");
        draft.ShouldContain("The books are wrong: 2 lost, 0 duplicated, 0 phantom, 0 stale.");
        draft.ShouldContain("| lost | k-17 | o-17 |");
        draft.ShouldContain("- outage on payment made unhealthy: web-1, web-2.");
    }

    [Fact]
    public void The_failed_trace_shows_the_root_cause()
    {
        var draft = Writer.Write(SampleRuns.Fail);

        draft.ShouldContain("**The trace that shows it:** 0000bbbbccccddddeeeeffff00001111 (failed), 19:30:12.250Z, 5.0 s");
        draft.ShouldContain("  payment POST /charge timed out");
    }

    [Fact]
    public void The_trace_that_a_fault_hit_comes_before_one_that_only_failed_meanwhile()
    {
        var telemetry = SampleRuns.Fail.Telemetry!;
        var hit = telemetry.Examples.Single(example => example.Why == "slow") with { Fault = "f-1" };

        Writer.Write(SampleRuns.Fail with { Telemetry = telemetry with { Examples = [.. telemetry.Examples.Where(example => example.Why != "slow"), hit] } })
            .ShouldContain("**The trace that shows it:** aaaabbbbccccddddeeeeffff00001111 (slow, hit by fault f-1)");
    }

    [Fact]
    public void A_trace_of_the_warm_up_shows_no_root_cause()
    {
        var telemetry = SampleRuns.Fail.Telemetry!;
        var early = telemetry.Examples.Select(example => example with { At = SampleRuns.At(2) }).ToArray();

        Writer.Write(SampleRuns.Fail with { Telemetry = telemetry with { Examples = early } })
            .ShouldContain("The trace that shows it: unknown; the record holds none of the time in which a fault acted.");
    }

    [Fact]
    public void Actions_come_from_what_failed_and_wait_for_an_owner()
    {
        var draft = Writer.Write(SampleRuns.Fail);

        draft.ShouldContain("| Action | Owner | Due |");
        draft.ShouldContain("| Give the checkout a fallback: accept the order, charge later. |  |  |");
        draft.ShouldContain("| Make it hold: availability (at least 99 %). |  |  |");
        draft.ShouldContain("| Make it measurable: alerting. |  |  |");
        draft.ShouldContain("./lab run 'experiments/payment outage.json' --seed 42");
    }

    [Fact]
    public void What_absorbed_it_went_well()
    {
        var draft = Writer.Write(SampleRuns.Pass);

        draft.ShouldContain("- retry in gateway for web rescued 41 requests.");
        draft.ShouldContain("- No other part became unhealthy: the faults did not cascade.");
    }

    [Fact]
    public void What_is_not_known_is_said_to_be_unknown()
    {
        var draft = Writer.Write(SampleRuns.Minimal);

        draft.ShouldContain("Requests failed: unknown");
        draft.ShouldContain("Unknown: the record holds no events.");
        draft.ShouldContain("Unknown: nothing was bought");
        draft.ShouldContain("The trace that shows it: unknown");
        Writer.Write(SampleRuns.Inconclusive).ShouldContain("MTTD unknown, no telemetry arrived; detected by unknown.");
        Writer.Write(SampleRuns.Inconclusive).ShouldContain("The books could not be read: Postgres did not answer.");
    }
}

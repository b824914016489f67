extern alias controller;

using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Verdicts;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Verdicts;

public sealed class JudgeTests
{
    [Fact]
    public void A_run_in_which_everything_held_passes()
    {
        var judgement = Of(Samples.Run(Samples.Outcome()));

        judgement.Verdict.ShouldBe(Verdict.Pass, string.Join(' ', judgement.Reasons));
        judgement.Deviated.ShouldBeFalse();
        judgement.Checks.ShouldAllBe(check => check.Outcome == CheckOutcome.Held);
    }

    [Fact]
    public void A_probe_that_held_is_told_with_what_it_saw()
    {
        var probe = Samples.Probe("the peak is carried") with { Seen = "963.4", Rule = "a number from 900 to 20000" };

        var checks = Of(Samples.Run() with { Method = [probe], SteadyStates = new SteadyStates(new SteadyStateCheck(Samples.Start, true, [probe]), [], Samples.Check()) }).Checks;

        checks.Single(check => check.Name == "probe 'the peak is carried'").ShouldSatisfyAllConditions(
            check => check.Expected.ShouldBe("a number from 900 to 20000"), check => check.Actual.ShouldBe("963.4"));
        checks.Single(check => check.Name == "steady state before").Evidence.ShouldBe("the peak is carried: 963.4");
    }

    [Theory]
    [InlineData(0.3, "latency", nameof(Verdict.Inconclusive))]
    [InlineData(0.1, "latency", nameof(Verdict.Fail))]
    [InlineData(null, "latency", nameof(Verdict.Fail))]
    [InlineData(0.3, "error-rate", nameof(Verdict.Fail))]
    public void A_latency_that_was_missed_while_other_machines_had_the_processors_is_unknown(double? stolen, string function, string verdict)
    {
        var missed = Samples.Probe("requests are quick", met: false) with { Source = new JsonObject { ["provider"] = new JsonObject { ["func"] = function } } };
        var check = new SteadyStateCheck(Samples.Start, false, [Samples.Probe(), missed]);
        var run = Samples.Run() with { StolenShare = stolen };

        foreach (var judged in (RunRecord[])
        [
            run with { Method = [missed] },
            run with { SteadyStates = new SteadyStates(Samples.Check(), [], check) },
            run with { SteadyStates = new SteadyStates(Samples.Check(), [Samples.Check(), check], Samples.Check()) },
        ])
        {
            var judgement = Of(judged);
            judgement.Verdict.ToString().ShouldBe(verdict, string.Join(' ', judgement.Reasons));
            if (verdict == nameof(Verdict.Inconclusive)) judgement.Reasons[0].ShouldContain("other machines took 30 % of the processor time wanted here");
        }
    }

    [Fact]
    public void A_steady_state_that_broke_by_errors_too_fails_on_a_crowded_machine_as_well()
    {
        var late = Samples.Probe("requests are quick", met: false) with { Source = new JsonObject { ["provider"] = new JsonObject { ["func"] = "latency" } } };
        SteadyStateCheck[] during = [new(Samples.Start, false, [late]), Samples.Check(met: false)];

        Of(Samples.Run() with { StolenShare = 0.5, SteadyStates = new SteadyStates(Samples.Check(), during, Samples.Check()) }).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void A_steady_state_that_is_not_met_after_fails()
    {
        var judgement = Of(Samples.Run() with { SteadyStates = new SteadyStates(Samples.Check(), [], Samples.Check(met: false)) });

        judgement.Verdict.ShouldBe(Verdict.Fail);
        judgement.Deviated.ShouldBeTrue();
        judgement.Reasons[0].ShouldContain("it was 7");
    }

    [Fact]
    public void A_shop_that_was_not_well_before_proves_nothing()
        => Of(Samples.Run() with { SteadyStates = new SteadyStates(Samples.Check(met: false), [], null) }).Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void A_deviation_during_the_method_fails()
        => Of(Samples.Run() with { SteadyStates = new SteadyStates(Samples.Check(), [Samples.Check(), Samples.Check(met: false)], Samples.Check()) })
            .Verdict.ShouldBe(Verdict.Fail);

    [Fact]
    public void A_rollback_that_failed_fails()
    {
        var judgement = Of(Samples.Run() with { Rollbacks = [Samples.Probe("start payment", met: null), Samples.Probe("tidy up", succeeded: false, met: null)] });

        judgement.Verdict.ShouldBe(Verdict.Fail);
        judgement.Reasons.ShouldBe(["rollback 'tidy up': it broke; expected carried out."]);
        judgement.Checks.Single(check => check.Name == "rollback 'start payment'").Outcome.ShouldBe(CheckOutcome.Held);
    }

    [Fact]
    public void A_rollback_that_failed_is_told_of_an_aborted_run()
        => Judge.Of(Samples.Run() with { Rollbacks = [Samples.Probe("tidy up", succeeded: false, met: null)] }, null, null, "Ctrl+C", null)
            .Reasons.ShouldBe(["Ctrl+C", "rollback 'tidy up': it broke; expected carried out."]);

    [Fact]
    public void Rollbacks_alone_prove_nothing()
        => Of(Samples.Run() with { SteadyStates = new SteadyStates(null, [], null), Load = null, Ledger = null, Rollbacks = [Samples.Probe("tidy up", met: null)] })
            .Verdict.ShouldBe(Verdict.Inconclusive);

    [Theory]
    [InlineData(0, 0, nameof(Verdict.Inconclusive))]
    [InlineData(2, 0, nameof(Verdict.Inconclusive))]
    [InlineData(2, 1, nameof(Verdict.Fail))]
    public void A_check_during_the_method_that_did_not_end_is_unknown(int met, int broken, string expected)
    {
        SteadyStateCheck[] during = [.. Enumerable.Repeat(Samples.Check(), met), .. Enumerable.Repeat(Samples.Check(met: false), broken)];

        var judgement = Of(Samples.Run() with { SteadyStates = new SteadyStates(Samples.Check(), during, Samples.Check(), "the last check was not done") });

        judgement.Verdict.ToString().ShouldBe(expected);
        judgement.Reasons[0].ShouldContain($"not met in {broken} of {met + broken} checks; the last check was not done");
    }

    [Fact]
    public void A_fault_that_nobody_felt_is_inconclusive()
    {
        var judgement = Of(Samples.Run(Samples.Outcome(Samples.Fault(seen: null, recovered: null, state: FaultState.NoEffect), rto: null)));

        judgement.Verdict.ShouldBe(Verdict.Inconclusive);
        judgement.Reasons[0].ShouldContain("nothing can be concluded");
    }

    [Fact]
    public void A_fault_that_could_not_act_is_inconclusive()
        => Of(Samples.Run(Samples.Outcome(Samples.Fault(acted: null, seen: null, recovered: null, state: FaultState.Failed), rto: null)))
            .Verdict.ShouldBe(Verdict.Inconclusive);

    [Theory]
    [InlineData(FaultState.Stuck)]
    [InlineData(FaultState.NotRecovered)]
    public void A_fault_that_stays_fails(FaultState state)
        => Of(Samples.Run(Samples.Outcome(Samples.Fault(recovered: null, state: state), rto: null))).Verdict.ShouldBe(Verdict.Fail);

    [Fact]
    public void A_load_that_did_not_keep_up_is_inconclusive()
        => Of(Samples.Run() with { Load = Samples.Load(keptUp: false) }).Verdict.ShouldBe(Verdict.Inconclusive);

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 0, 0, 1)]
    public void Books_that_are_wrong_fail(int lost, int duplicated, int phantom, int stale)
        => Of(Samples.Run() with { Ledger = Samples.Books(lost, duplicated, phantom, stale) }).Verdict.ShouldBe(Verdict.Fail);

    [Fact]
    public void Losses_within_the_objective_are_no_failure()
        => Of(Samples.Run() with { Ledger = Samples.Books(lost: 3) }, new SloSpec { Rpo = 3 }).Verdict.ShouldBe(Verdict.Pass);

    [Fact]
    public void Books_that_cannot_be_read_are_inconclusive()
        => Of(Samples.Run() with { Ledger = Samples.Books() with { Verdict = LedgerVerdict.Unknown, Problem = "Postgres is away" } })
            .Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void Books_of_which_one_no_longer_tells_all_are_inconclusive_and_the_rest_counts()
    {
        var judgement = Of(Samples.Run() with { Ledger = Samples.Books() with { Verdict = LedgerVerdict.Unknown, Gap = "Analytics cannot tell of 2." } });

        judgement.Verdict.ShouldBe(Verdict.Inconclusive);
        judgement.Checks.Single(check => check.Outcome == CheckOutcome.Unknown).Actual.ShouldBe("Analytics cannot tell of 2.");
        judgement.Checks.ShouldContain(check => check.Name == "no acknowledged order lost" && check.Outcome == CheckOutcome.Held);
    }

    [Fact]
    public void What_failed_weighs_more_than_what_is_unknown()
    {
        var judgement = Of(Samples.Run(Samples.Outcome(Samples.Fault(seen: null, state: FaultState.NoEffect))) with { Ledger = Samples.Books(lost: 1) });

        judgement.Verdict.ShouldBe(Verdict.Fail);
        judgement.Reasons.Count.ShouldBe(2);
    }

    [Fact]
    public void A_run_that_was_ended_is_aborted_whatever_else_is_known()
        => Judge.Of(Samples.Run() with { Ledger = Samples.Books(lost: 1) }, null, null, "Ctrl+C", null).Verdict.ShouldBe(Verdict.Aborted);

    [Fact]
    public void A_run_that_broke_is_an_error()
        => Judge.Of(Samples.Run(), null, null, "Ctrl+C", "the AppHost is gone").Verdict.ShouldBe(Verdict.Error);

    [Fact]
    public void An_experiment_that_checks_nothing_does_not_pass()
        => Of(Samples.Run() with { SteadyStates = new SteadyStates(null, [], null), Load = null, Ledger = null }).Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void A_method_whose_action_failed_is_inconclusive()
        => Of(Samples.Run() with { Method = [Samples.Probe("inject", succeeded: false, met: null)] }).Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void A_probe_of_the_method_beyond_its_tolerance_fails()
        => Of(Samples.Run() with { Method = [Samples.Probe("retries", met: false)] }).Verdict.ShouldBe(Verdict.Fail);

    [Theory]
    [InlineData(499, true)]
    [InlineData(501, false)]
    public void A_latency_objective_holds_up_to_its_limit(double p95, bool passes)
    {
        var figures = Samples.Figures(p95: p95);
        Objectives(new SloSpec { P95 = TimeSpan.FromMilliseconds(500) }, figures).Verdict.ShouldBe(passes ? Verdict.Pass : Verdict.Fail);
    }

    [Theory]
    [InlineData(20, 900, false)]
    [InlineData(900, 20, true)]
    public void A_latency_objective_is_judged_while_faults_acted_where_there_were_any(double whole, double during, bool passes)
    {
        var slo = new SloSpec { P95 = TimeSpan.FromMilliseconds(500) };
        FaultOutcome[] faults = [Samples.Outcome()];
        var (all, acting) = (Samples.Figures(p95: whole), Samples.Figures(due: 100, p95: during));
        var run = Samples.Run(faults) with { Load = Samples.Load(all), Slo = SloMeasurement.Measure(slo, all, acting, TimeSpan.FromSeconds(30), faults) };

        var judgement = Judge.Of(run, slo, all, null, null);

        judgement.Verdict.ShouldBe(passes ? Verdict.Pass : Verdict.Fail, string.Join(' ', judgement.Reasons));
        var check = judgement.Checks.Single(check => check.Name == "p95");
        check.Expected.ShouldBe("at most 500 ms while faults act");
        check.Evidence!.ShouldEndWith($"{whole} ms over the whole load");
        (run.Slo.Latency!.P95, run.Slo.LatencyDuringFaults!.P95).ShouldBe((whole, during));
    }

    [Fact]
    public void A_latency_objective_of_which_no_request_was_due_while_faults_acted_is_unknown()
    {
        var slo = new SloSpec { P95 = TimeSpan.FromMilliseconds(500) };
        FaultOutcome[] faults = [Samples.Outcome()];
        var run = Samples.Run(faults) with
        {
            Load = Samples.Load(), Slo = SloMeasurement.Measure(slo, Samples.Figures(), Samples.Figures(due: 0), TimeSpan.FromSeconds(30), faults),
        };

        Judge.Of(run, slo, Samples.Figures(), null, null).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Theory]
    [InlineData(600, 10, nameof(Verdict.Fail))]
    [InlineData(600, 11, nameof(Verdict.Inconclusive))]
    [InlineData(400, 11, nameof(Verdict.Pass))]
    public void A_p99_that_may_be_the_generator_s_own_lateness_is_no_failure(double p99, long late, string verdict)
    {
        var judgement = Objectives(new SloSpec { P99 = TimeSpan.FromMilliseconds(500) }, Samples.Figures(p95: p99 / 2) with { Late = late });

        judgement.Verdict.ToString().ShouldBe(verdict, string.Join(' ', judgement.Reasons));
        if (late > 10 && p99 > 500) judgement.Reasons[0].ShouldContain("the generator itself sent 1.1 % of the requests more than 100 ms late");
    }

    [Theory]
    [InlineData(1, null, true)]
    [InlineData(2, null, false)]
    [InlineData(10, 300, true)]
    [InlineData(11, 300, false)]
    public void The_error_budget_counts_over_the_stated_window(long failed, int? window, bool passes)
        => Objectives(
            new SloSpec { Availability = 0.999, Window = window is { } seconds ? TimeSpan.FromSeconds(seconds) : null }, Samples.Figures(failed: failed))
            .Verdict.ShouldBe(passes ? Verdict.Pass : Verdict.Fail);

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    [InlineData(null, false)]
    public void Every_fault_must_be_recovered_from_in_time(int? rto, bool passes)
    {
        var outcome = Samples.Outcome(rto: rto);
        Objectives(new SloSpec { Rto = TimeSpan.FromSeconds(30) }, Samples.Figures(), outcome).Verdict.ShouldBe(passes ? Verdict.Pass : Verdict.Fail);
    }

    [Theory]
    [InlineData(null, FaultState.Failed, false)]
    [InlineData(null, FaultState.Failed, true)]
    [InlineData(10.0, FaultState.NoEffect, false)]
    [InlineData(10.0, FaultState.NoEffect, true)]
    public void What_nobody_felt_has_no_recovery_that_could_be_judged(double? acted, object state, bool besideAnother)
    {
        var unfelt = Samples.Outcome(Samples.Fault(acted: acted, seen: null, recovered: null, state: (FaultState)state), rto: null);
        FaultOutcome[] faults = besideAnother ? [Samples.Outcome(rto: 2), unfelt] : [unfelt];

        var judgement = Objectives(new SloSpec { Rto = TimeSpan.FromSeconds(30) }, Samples.Figures(), faults);

        judgement.Verdict.ShouldBe(Verdict.Inconclusive, string.Join(' ', judgement.Reasons));
        judgement.Checks.Single(check => check.Name == "RTO").Outcome.ShouldBe(CheckOutcome.Unknown);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(null)]
    public void What_nobody_felt_does_not_excuse_another_fault(int? rto)
        => Objectives(
            new SloSpec { Rto = TimeSpan.FromSeconds(30) }, Samples.Figures(),
            Samples.Outcome(Samples.Fault(seen: null, recovered: null, state: FaultState.NoEffect), rto: null), Samples.Outcome(rto: rto))
            .Verdict.ShouldBe(Verdict.Fail);

    [Fact]
    public void The_longest_recovery_is_that_of_the_faults_that_were_felt()
        => SloMeasurement.Measure(
            new SloSpec(), Samples.Figures(), null, TimeSpan.FromSeconds(30),
            [Samples.Outcome(rto: 2), Samples.Outcome(Samples.Fault(seen: null, recovered: null, state: FaultState.NoEffect), rto: null)])
            .WorstRto.ShouldBe(TimeSpan.FromSeconds(2));

    [Fact]
    public void That_the_lab_is_well_after_nothing_was_done_proves_nothing()
    {
        var judgement = Of(Samples.Run() with
        {
            SteadyStates = new SteadyStates(null, [], null), Load = null, Ledger = null, Snapshots = [new Snapshot("after", Samples.At(60), [], [], new Dictionary<string, JsonNode?>())],
        });

        judgement.Verdict.ShouldBe(Verdict.Inconclusive);
        judgement.Reasons[0].ShouldStartWith("Nothing was checked");
    }

    [Fact]
    public void A_recovery_that_an_aborted_run_did_not_wait_for_is_unknown()
    {
        var run = Samples.Run(Samples.Outcome(rto: null));

        var judgement = Judge.Of(run, new SloSpec { Rto = TimeSpan.FromSeconds(30) }, null, "Ctrl+C", null);

        judgement.Reasons.ShouldBe(["Ctrl+C"]);
        judgement.Checks.Single(check => check.Name == "RTO").Outcome.ShouldBe(CheckOutcome.Unknown);
    }

    [Theory]
    [InlineData(31, 0, nameof(Verdict.Pass))]
    [InlineData(29, 0, nameof(Verdict.Inconclusive))]
    [InlineData(29, 1, nameof(Verdict.Fail))]
    public void A_load_command_that_ends_before_the_method_proves_nothing(double seconds, int exitCode, string expected)
        => Of(Samples.Run() with
        {
            Load = null, Ledger = null, MethodEndedAt = Samples.At(30), ExternalLoad = new ExternalLoad(["k6", "run"], exitCode, "", Samples.At(seconds)),
        }).Verdict.ToString().ShouldBe(expected);

    [Fact]
    public void Objectives_of_some_operations_say_which_count()
        => Objectives(
                new SloSpec { Availability = 0.9, P95 = TimeSpan.FromSeconds(1), Rto = TimeSpan.FromSeconds(30), Operations = ["browse", "orders"] },
                Samples.Figures(), Samples.Outcome())
            .Checks.Where(check => check.Expected.EndsWith(", counting browse, orders", StringComparison.Ordinal)).Select(check => check.Name)
            .ShouldBe(["availability", "p95"]);

    [Fact]
    public void Objectives_that_nothing_measured_are_inconclusive()
    {
        var judgement = Judge.Of(
            Samples.Run(Samples.Outcome()) with { Load = null, Ledger = null },
            new SloSpec { Availability = 0.99, ErrorRate = 0.01, P95 = TimeSpan.FromSeconds(1), Rto = TimeSpan.FromSeconds(30) }, null, null, null);

        judgement.Verdict.ShouldBe(Verdict.Inconclusive);
        judgement.Checks.Where(check => check.Outcome == CheckOutcome.Unknown).Select(check => check.Name)
            .ShouldBe(["availability", "errors while faults acted", "p95"]);
    }

    private static Judgement Of(RunRecord run, SloSpec? slo = null) => Judge.Of(run, slo, run.Load?.Total, null, null);

    private static Judgement Objectives(SloSpec slo, controller::ChaosLab.ChaosController.Load.LoadFigures figures, params FaultOutcome[] faults)
    {
        var run = Samples.Run(faults) with
        {
            Load = Samples.Load(figures), Slo = SloMeasurement.Measure(slo, figures, figures, TimeSpan.FromSeconds(30), faults),
        };
        return Judge.Of(run, slo, figures, null, null);
    }
}

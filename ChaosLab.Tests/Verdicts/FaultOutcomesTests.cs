extern alias controller;

using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Verdicts;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Verdicts;

public sealed class FaultOutcomesTests
{
    [Fact]
    public void A_kill_is_recovered_from_since_the_act()
        => One(Samples.Fault(acted: 10, recovered: 12)).Rto.ShouldBe(TimeSpan.FromSeconds(2));

    [Fact]
    public void A_lasting_fault_is_recovered_from_since_its_end()
        => One(Samples.Fault("outage", "payment", acted: 10, lifted: 20, recovered: 21)).Rto.ShouldBe(TimeSpan.FromSeconds(1));

    [Fact]
    public void Recovery_waits_for_the_last_part_that_fell()
        => One(Samples.Fault(acted: 10, recovered: 12), Change(11, "web-2", "Finished", null), Change(15, "web-2", "Running", "Healthy"))
            .Rto.ShouldBe(TimeSpan.FromSeconds(5));

    [Fact]
    public void A_part_that_fell_and_never_came_back_is_no_recovery()
        => One(Samples.Fault(acted: 10, recovered: 12), Change(11, "web-2", "Finished", null)).Rto.ShouldBeNull();

    [Fact]
    public void A_fault_that_was_never_recovered_from_has_no_recovery_time()
        => One(Samples.Fault(recovered: null, state: FaultState.NotRecovered)).Rto.ShouldBeNull();

    [Fact]
    public void Others_that_fall_are_a_cascade_and_those_that_degrade_are_not()
        => One(
            Samples.Fault("outage", "payment", acted: 10, lifted: 20, recovered: 25),
            Change(11, "payment", "Running", "Unhealthy"),
            Change(12, "web-1", "Running", "Degraded (payment unavailable)"),
            Change(13, "catalog", "Running", "Unhealthy"),
            Change(14, "catalog", "Running", "Healthy"),
            Change(15, "web-2", "Finished", null),
            Change(16, "web-2", "Running", "Healthy"),
            Change(17, "payment", "Running", "Healthy")).Cascade.ShouldBe(["catalog", "web-2"]);

    [Fact]
    public void The_first_that_noticed_is_the_detection()
    {
        var outcome = FaultOutcomes.Of(
            [Samples.Fault("outage", "payment", acted: 10, lifted: 20, recovered: 21)],
            [Change(14, "web-1", "Running", "Degraded (payment)")],
            [new Detection(Samples.At(9), "web-1", "warning", "before"), new Detection(Samples.At(12), "web-2", "breaker opened", "payment")],
            [])[0];

        outcome.Mttd.ShouldBe(TimeSpan.FromSeconds(2));
        outcome.DetectedBy.ShouldBe("web-2: breaker opened");
    }

    [Fact]
    public void Recovery_is_no_detection()
        => One(Samples.Fault(acted: 10, recovered: 20), Change(11, "web-1", "Running", "Healthy")).Mttd.ShouldBeNull();

    [Fact]
    public void That_a_part_runs_again_is_no_detection_before_its_health_is_known()
        => One(Samples.Fault(acted: 10, recovered: 20), Change(11, "web-2", "Running", null)).Mttd.ShouldBeNull();

    [Fact]
    public void Faults_at_once_are_not_each_other_s_cascade_or_detection()
    {
        var outcomes = FaultOutcomes.Of(
            [Samples.Fault("kill", "web-1", acted: 10, recovered: 14), Samples.Fault("kill", "payment", acted: 10.1, recovered: 12) with { Id = "f-2" }],
            [
                Change(10.5, "payment", "Finished", null), Change(11, "web-1", "Finished", null), Change(11.5, "catalog", "Running", "Unhealthy"),
                Change(12, "catalog", "Running", "Healthy"), Change(12.5, "payment", "Running", "Healthy"), Change(14, "web-1", "Running", "Healthy"),
            ], [], []);

        outcomes[0].ShouldSatisfyAllConditions(
            web => web.Cascade.ShouldBe(["catalog"]), web => web.DetectedBy.ShouldBe("catalog: health check"), web => web.Mttd.ShouldBe(TimeSpan.FromSeconds(1.5)),
            web => web.Rto.ShouldBe(TimeSpan.FromSeconds(4)));
        outcomes[1].ShouldSatisfyAllConditions(
            payment => payment.Cascade.ShouldBe(["catalog"]), payment => payment.DetectedBy.ShouldBe("catalog: health check"),
            payment => payment.Rto!.Value.TotalSeconds.ShouldBe(2.4, tolerance: 0.001));
    }

    [Fact]
    public void A_fault_that_is_over_excuses_no_later_fall_of_its_target()
        => FaultOutcomes.Of(
            [Samples.Fault("kill", "web-1", acted: 10, recovered: 12), Samples.Fault("outage", "payment", acted: 20, lifted: 30, recovered: 31) with { Id = "f-2" }],
            [Change(25, "web-1", "Running", "Unhealthy"), Change(28, "web-1", "Running", "Healthy")], [], [])[1].Cascade.ShouldBe(["web-1"]);

    [Fact]
    public void What_falls_while_the_whole_lab_is_out_is_that_fault_s()
        => FaultOutcomes.Of(
            [Samples.Fault("latency", "web->payment", acted: 10, lifted: 30, recovered: 31), Samples.Fault("full-outage", "lab", acted: 12, lifted: 18, recovered: 20) with { Id = "f-2" }],
            [Change(13, "catalog", "Finished", null), Change(19, "catalog", "Running", "Healthy")], [], [])[0].Cascade.ShouldBeEmpty();

    [Fact]
    public void A_part_that_comes_back_only_to_fall_again_is_not_back()
    {
        HealthChange[] loop =
        [
            Change(11, "web-2", "Finished", null), Change(12, "web-2", "Running", "Healthy"), Change(13, "web-2", "Finished", null),
            Change(18, "web-2", "Running", "Healthy"),
        ];

        One(Samples.Fault(acted: 10, recovered: 14), loop).Rto.ShouldBe(TimeSpan.FromSeconds(8));
        One(Samples.Fault(acted: 10, recovered: 14), loop[..3]).Rto.ShouldBeNull();
    }

    [Fact]
    public void What_was_never_felt_has_no_times()
        => One(Samples.Fault(acted: null, seen: null, recovered: null, state: FaultState.Failed)).ShouldSatisfyAllConditions(
            outcome => outcome.Rto.ShouldBeNull(), outcome => outcome.Mttd.ShouldBeNull(), outcome => outcome.Cascade.ShouldBeEmpty());

    [Theory]
    [InlineData(20, 2.0)]
    [InlineData(23, 3.0)]
    [InlineData(26, 6.0)]
    public void Customers_that_still_meet_errors_are_no_recovery(int lastBad, double rto)
    {
        var seconds = Enumerable.Range(0, 40).Select(second => Second(second, second >= 10 && second <= lastBad ? 50 : 0)).ToArray();

        FaultOutcomes.Of([Samples.Fault("outage", "payment", acted: 10, lifted: 21, recovered: 23)], [], [], seconds)[0].Rto.ShouldBe(TimeSpan.FromSeconds(rto));
    }

    [Fact]
    public void Customers_that_meet_errors_to_the_end_never_recovered()
    {
        var seconds = Enumerable.Range(0, 40).Select(second => Second(second, second >= 10 ? 50 : 0)).ToArray();

        FaultOutcomes.Of([Samples.Fault("outage", "payment", acted: 10, lifted: 21, recovered: 23)], [], [], seconds)[0].Rto.ShouldBeNull();
    }

    [Theory]
    [InlineData(22, 2.0)]
    [InlineData(26, 6.0)]
    [InlineData(39, null)]
    public void Customers_that_still_wait_too_long_are_no_recovery(int lastSlow, double? rto)
    {
        var seconds = Enumerable.Range(0, 40).Select(second => Second(second, 0)).ToArray();
        var slow = Enumerable.Range(10, lastSlow - 9).ToHashSet();

        FaultOutcomes.Of([Samples.Fault("slow", "cache", acted: 10, lifted: 21, recovered: 23)], [], [], seconds, slow)[0]
            .Rto.ShouldBe(rto is { } expected ? TimeSpan.FromSeconds(expected) : null);
    }

    [Theory]
    [InlineData("kill", "web-1", "web-1")]
    [InlineData("stop", "cache", "cache")]
    [InlineData("full-outage", "lab", "payment")]
    public void What_the_lab_stopped_itself_nobody_has_detected(string kind, string target, string stopped)
    {
        var outcome = One(
            Samples.Fault(kind, target, acted: 10, lifted: 20, recovered: 21),
            Change(10.5, stopped, "Exited", null), Change(12, "catalog", "Running", "Degraded (it is gone)"), Change(20.5, stopped, "Running", "Healthy"));

        (outcome.DetectedBy, outcome.Mttd).ShouldBe(("catalog: health degraded", TimeSpan.FromSeconds(2)));
        One(Samples.Fault(kind, target, acted: 10, lifted: 20, recovered: 21), Change(10.5, stopped, "Exited", null)).Mttd.ShouldBeNull();
    }

    [Theory]
    [InlineData("kill", "Running", "Unhealthy", "web-1: health check")]
    [InlineData("memory", "Finished", null, "web-1: no longer running (Finished)")]
    public void What_a_probe_or_the_supervision_found_out_is_a_detection(string kind, string state, string? health, string by)
        => One(Samples.Fault(kind, "web-1", acted: 10, recovered: 20), Change(11, "web-1", state, health)).DetectedBy.ShouldBe(by);

    [Theory]
    [InlineData(FaultState.Recovered, 20, 3, 23)]
    [InlineData(FaultState.Recovered, null, 3, 13)]
    [InlineData(FaultState.NoEffect, 20, null, 20)]
    [InlineData(FaultState.NotRecovered, 20, null, null)]
    public void The_steady_state_is_back_at_the_end_of_the_recovery_time(object state, int? lifted, int? rto, int? steady)
        => Samples.Outcome(Samples.Fault(acted: 10, lifted: lifted, state: (FaultState)state), rto).SteadyAt
            .ShouldBe(steady is { } seconds ? Samples.At(seconds) : null);

    private static LoadSecond Second(int second, long failed) => new(second, Samples.At(second), Samples.Figures(100, failed));

    private static FaultOutcome One(FaultRecord fault, params HealthChange[] changes) => FaultOutcomes.Of([fault], changes, [], [])[0];

    private static HealthChange Change(double at, string resource, string? state, string? health) => new(Samples.At(at), resource, state, health);
}

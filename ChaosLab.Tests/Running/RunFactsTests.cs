extern alias controller;

using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Reports.Html;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.Tests.Reports;
using ChaosLab.Tests.Verdicts;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class RunFactsTests
{
    private static readonly DateTimeOffset End = Samples.At(60);

    [Fact]
    public void What_happened_while_faults_acted_ends_with_the_recovery_time_and_not_with_the_canary()
    {
        var load = new EndedLoad();

        RunFacts.DuringFaults(
            new SloSpec { Operations = ["purchase"] }, load,
            [
                Samples.Outcome(Samples.Fault("outage", "payment", acted: 10, lifted: 20, recovered: 21), rto: 5),
                Samples.Outcome(Samples.Fault("kill", "web-1", acted: 12, recovered: 13), rto: 4),
                Samples.Outcome(Samples.Fault("slow", "cache", acted: 30, lifted: 40, recovered: null, state: FaultState.NotRecovered), rto: null),
                Samples.Outcome(Samples.Fault("latency", "web->payment", acted: 2, seen: null, lifted: 4, recovered: null, state: FaultState.NoEffect), rto: null),
                Samples.Outcome(Samples.Fault(acted: null, seen: null, recovered: null, state: FaultState.Failed), rto: null),
            ], End);

        load.Windows.ShouldBe([Window(10, 25), Window(12, 16), Window(30, 60), Window(2, 4)]);
        load.Operations.ShouldBe(["purchase"]);
    }

    [Fact]
    public void Without_a_fault_that_acted_there_is_no_such_time()
        => RunFacts.DuringFaults(new SloSpec(), new EndedLoad(), [Samples.Outcome(Samples.Fault(acted: null, seen: null, recovered: null, state: FaultState.Failed), rto: null)], End)
            .ShouldBeNull();

    [Fact]
    public void The_timeline_has_what_the_shop_noticed_in_its_place_and_the_reports_show_it()
    {
        RunEvent[] journal =
        [
            new(Samples.At(1), RunEventKind.RunStarted, "It begins."), new(Samples.At(9), RunEventKind.Intent, "About to act."),
            new(Samples.At(10), RunEventKind.FaultActed, "outage on payment acted."), new(Samples.At(20), RunEventKind.FaultEnded, "outage on payment ended."),
        ];
        Detection[] detections = [new(Samples.At(12), "web-1", "breaker opened", "The circuit breaker for payment opened.")];

        var timeline = RunFacts.TimelineOf(journal, detections);

        timeline.Select(happened => happened.Kind).ShouldBe([RunEventKind.RunStarted, RunEventKind.FaultActed, RunEventKind.Detection, RunEventKind.FaultEnded]);
        var run = SampleRuns.Minimal with { Timeline = timeline };
        foreach (var report in (string[])[new PostmortemDraft().Write(run), new HtmlReport().Write(run), new MarkdownReport().Write(run)])
            report.ShouldContain("web-1, breaker opened: The circuit breaker for payment opened.");
    }

    private static LoadWindow Window(double from, double to) => new(Samples.At(from), Samples.At(to));
}

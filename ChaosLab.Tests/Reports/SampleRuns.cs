extern alias controller;

using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Verdicts;
using controller::ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Tests.Reports;

/// <summary>Records of runs that never were, one for each way a run can end.</summary>
internal static class SampleRuns
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 19, 30, 0, 250, TimeSpan.Zero);

    /// <summary>A text that would break a report that takes it for markup.</summary>
    public const string Hostile = "<script>alert(1)</script> \"quoted\" 'single' a|b `c` *d* \u001b[31mred\u001b[0m\nsecond line & more";

    public static IReadOnlyList<RunRecord> All => [Pass, Fail, Inconclusive, Aborted, Error, Minimal, HostileTexts];

    /// <summary>A kill that retries and the balancer absorb: nobody noticed.</summary>
    public static RunRecord Pass { get; } = Minimal with
    {
        Id = "20261121-193000-kill-web",
        Title = "A killed web instance costs nobody an order",
        Description = "One of two web instances is killed under load.",
        Tags = ["kill", "web"],
        Rows = ["A1", "D8"],
        Why = "Instances die.",
        Expected = "The balancer takes it out and the supervision starts it again.",
        WhenItFails = "Look at the gateway's health checks.",
        File = "experiments/kill-web.json",
        Decisions = ["target web-1"],
        EndedAt = At(60),
        MethodStartedAt = At(10),
        MethodEndedAt = At(40),
        Judgement = new(Verdict.Pass, ["All 3 checks held."],
        [
            new("steady state after", CheckOutcome.Held, "all probes in tolerance", "all in tolerance", "probe 'shop answers' at 19:30:55Z"),
            new("p95", CheckOutcome.Held, "at most 500 ms", "48 ms", "6,000 requests of the load"),
            new("no acknowledged order lost", CheckOutcome.Held, "0", "0", "600 purchases against Postgres and the payment ledger"),
        ], Deviated: false),
        SteadyStates = new(Steady(8, true), [Steady(20, true), Steady(30, true)], Steady(55, true)),
        Method = [Activity("kill web-1", ActivityType.Action, 10), Activity("wait", ActivityType.Probe, 20)],
        Rollbacks = [Activity("restore", ActivityType.Action, 41)],
        Faults = [new(Fault("f-1", "kill", "web-1", 10, null, 13.4, FaultState.Recovered), TimeSpan.FromSeconds(3.4), TimeSpan.FromSeconds(0.8), "gateway health check", [])],
        Load = SampleLoad.Create(Start, 60, errorsFrom: 10, errorsTo: 12, errorShare: 0.0),
        Slo = new(1, 0.99, TimeSpan.FromMinutes(10), 600, 0, 0, 0, TimeSpan.FromSeconds(3.4), "The shop's usual objectives."),
        Ledger = new(LedgerVerdict.Right, 600, 4, 1, 1, [], [], [], []),
        Telemetry = new(
            48_000, 0,
            [new("retry", "gateway", "web", 42, 41), new("balancer", "gateway", "web-1", 12, 12)],
            new Dictionary<string, double> { ["web"] = 1.02 },
            [new(At(10.8), "gateway", "alert", "web-1 is down")],
            [new("4bf92f3577b34da6a3ce929d0e0e4736", "rescued", At(10.1), TimeSpan.FromMilliseconds(84), ["gateway GET /search 84 ms", "  web-1 connection refused", "  web-2 GET /search 12 ms"])]),
        HealthChanges = [new(At(10.2), "web-1", "Finished", null), new(At(13.4), "web-1", "Running", "Healthy")],
        Snapshots = [Snapshot("before", 8, "Running", "Healthy"), Snapshot("during", 11, "Finished", null), Snapshot("after", 56, "Running", "Healthy")],
        Timeline =
        [
            new(At(0), RunEventKind.RunStarted, "A killed web instance costs nobody an order"),
            new(At(8), RunEventKind.SteadyState, "The steady state holds."),
            new(At(9.99), RunEventKind.Intent, "About to kill web-1.", "kill web-1"),
            new(At(10), RunEventKind.FaultActed, "kill on web-1 acted.", "f-1"),
            new(At(10.8), RunEventKind.Detection, "gateway: web-1 is down.", "gateway"),
            new(At(13.4), RunEventKind.FaultRecovered, "web-1 is back.", "f-1"),
            new(At(60), RunEventKind.Verdict, "pass"),
        ],
    };

    /// <summary>An outage that the shop does not withstand.</summary>
    public static RunRecord Fail { get; } = Pass with
    {
        Id = "20261121-203000-payment-outage",
        Title = "The shop sells on while the payment is away",
        Description = "The payment service answers nobody for 20 s.",
        File = "experiments/payment outage.json",
        WhenItFails = "Give the checkout a fallback: accept the order, charge later.",
        Judgement = new(Verdict.Fail, ["availability was 86.95 %, and not at least 99 %", "2 acknowledged orders were lost"],
        [
            new("steady state after", CheckOutcome.NotHeld, "all probes in tolerance", "error rate was 0.4", "probe 'shop answers'"),
            new("availability", CheckOutcome.NotHeld, "at least 99 %", "86.95 %"),
            new("alerting", CheckOutcome.Unknown, "an alert", "no alert rules are there"),
            new("p95", CheckOutcome.Held, "at most 500 ms", "48 ms"),
        ], Deviated: true),
        SteadyStates = new(Steady(8, true), [Steady(20, false)], Steady(55, false)),
        Method = [Activity("cut payment", ActivityType.Action, 10), Activity("ask", ActivityType.Probe, 12) with { Succeeded = false, Error = "no answer within 5 s", Output = null }],
        Faults =
        [
            new(Fault("f-1", "outage", "payment", 10, 30, null, FaultState.NotRecovered), null, null, null, ["web-1", "web-2"]),
            new(Fault("f-2", "latency", "web->payment", 20, 35, 37, FaultState.Recovered), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1.1), "breaker opened", []),
        ],
        Load = SampleLoad.Create(Start, 60, errorsFrom: 10, errorsTo: 32, errorShare: 0.35),
        Slo = new(0.8695, 0.99, TimeSpan.FromMinutes(1), 60, 783, 13.05, 0.35, null, "A shop that sells."),
        Ledger = new(LedgerVerdict.Wrong, 600, 40, 7, 2, [new("k-17", "o-17", "acknowledged, and there is no charge"), new("k-18", null, "acknowledged, and there is no order")], [], [], []),
        Telemetry = Pass.Telemetry! with
        {
            Absorbers = [],
            Dropped = 17,
            Detections = [new(At(21.1), "web-1", "breaker opened", "the breaker for payment opened")],
            Examples = [new("aaaabbbbccccddddeeeeffff00001111", "slow", At(22), TimeSpan.FromSeconds(4.9), ["web POST /purchase"]), new("0000bbbbccccddddeeeeffff00001111", "failed", At(12), TimeSpan.FromSeconds(5), ["web POST /purchase 503", "  payment POST /charge timed out"])],
        },
        Timeline =
        [
            new(At(0), RunEventKind.RunStarted, "The shop sells on while the payment is away"),
            new(At(8), RunEventKind.SteadyState, "The steady state holds."),
            new(At(9.99), RunEventKind.Intent, "About to cut payment.", "cut payment"),
            new(At(10), RunEventKind.FaultActed, "outage on payment acted.", "f-1"),
            new(At(20), RunEventKind.FaultActed, "latency on web->payment acted.", "f-2"),
            new(At(21.1), RunEventKind.Detection, "web-1: the breaker for payment opened.", "web-1"),
            new(At(30), RunEventKind.FaultEnded, "outage on payment ended.", "f-1"),
            new(At(35), RunEventKind.FaultEnded, "latency on web->payment ended.", "f-2"),
            new(At(37), RunEventKind.FaultRecovered, "web->payment is well again.", "f-2"),
            new(At(55), RunEventKind.SteadyState, "The steady state does not hold.", "shop answers"),
            new(At(60), RunEventKind.Verdict, "fail"),
        ],
    };

    public static RunRecord Inconclusive { get; } = Pass with
    {
        Id = "20261121-213000-no-effect",
        Judgement = new(Verdict.Inconclusive, ["nobody saw the effect of latency on web->payment"], [new("effect of latency on web->payment", CheckOutcome.Unknown, "seen by a caller", "not seen")], false),
        Faults = [new(Fault("f-1", "latency", "web->payment", 10, 20, null, FaultState.NoEffect) with { EffectSeenAt = null }, null, null, null, [])],
        Load = Pass.Load! with { KeptUp = false, Complaint = "It was 812 ms late." },
        Ledger = new(LedgerVerdict.Unknown, 12, 0, 0, 0, [], [], [], [], "Postgres did not answer."),
        Telemetry = null,
        Slo = null,
    };

    public static RunRecord Aborted { get; } = Pass with
    {
        Id = "20261121-223000-aborted",
        Judgement = new(Verdict.Aborted, ["the stop condition error-rate > 0.5 held for 5 s"], [], false),
        SteadyStates = new(Steady(8, true), [], null),
        Ledger = new(LedgerVerdict.Unknown, 12, 0, 0, 0, [], [], [], [], Gap: "Analytics cannot tell of 2 of the run's orders."),
    };

    public static RunRecord Error { get; } = Minimal with
    {
        Id = "20261121-233000-error",
        Judgement = new(Verdict.Error, ["the lab stopped answering"], [], false),
    };

    /// <summary>No load, no ledger, no telemetry, no fault, no file.</summary>
    public static RunRecord Minimal => new()
    {
        Id = "20261121-193000-minimal",
        Title = "Nothing happens",
        Description = "An empty method.",
        Experiment = JsonNode.Parse("""{"title":"Nothing happens","description":"An empty method.","steady-state-hypothesis":{"title":"The shop sells","probes":[]},"method":[]}""")!.AsObject(),
        Lab = new("default", "Embedded", "resilient", "process", Start.AddMinutes(-5), 4711, "http://127.0.0.1:5000", null, true, null),
        Seed = 42,
        StartedAt = Start,
        EndedAt = At(1.5),
        Judgement = new(Verdict.Pass, ["Nothing was claimed."], [], false),
    };

    /// <summary>Every text that comes from outside is hostile.</summary>
    public static RunRecord HostileTexts { get; } = Fail with
    {
        Id = "20261121-203000-hostile",
        Title = Hostile,
        Description = Hostile,
        Tags = [Hostile],
        Why = Hostile,
        Expected = Hostile,
        WhenItFails = Hostile,
        File = Hostile,
        Judgement = Fail.Judgement with { Reasons = [Hostile], Checks = [new(Hostile, CheckOutcome.NotHeld, Hostile, Hostile, Hostile)] },
        Method = [Activity(Hostile, ActivityType.Action, 10) with { Succeeded = false, Error = Hostile }],
        Faults = [new(Fault(Hostile, Hostile, Hostile, 10, 20, 21, FaultState.Recovered) with { Message = Hostile, Settings = new Dictionary<string, string> { [Hostile] = Hostile } }, TimeSpan.FromSeconds(1), null, Hostile, [Hostile])],
        ExternalLoad = new(["k6", Hostile], null, Hostile),
        Slo = Fail.Slo! with { Because = Hostile },
        Ledger = Fail.Ledger! with { Lost = [new(Hostile, Hostile, Hostile)] },
        Telemetry = Fail.Telemetry! with { Examples = [new("0000bbbbccccddddeeeeffff00001111", Hostile, At(12), TimeSpan.FromSeconds(5), [Hostile])], Absorbers = [new(Hostile, Hostile, Hostile, 1, 1)] },
        Timeline = [new(At(1), RunEventKind.Note, Hostile, Hostile)],
    };

    public static DateTimeOffset At(double seconds) => Start.AddMilliseconds(Math.Round(seconds * 1000));

    private static FaultRecord Fault(string id, string kind, string target, double acted, double? lifted, double? recovered, FaultState state) => new(
        id, kind, target, 42, At(acted - 0.05), At(acted), At(acted + 0.12), lifted is { } end ? At(end) : null,
        lifted is { } ended ? At(ended) : null, recovered is { } back ? At(back) : null, state, $"{kind} on {target}.",
        kind == "latency" ? new Dictionary<string, string> { ["latency"] = "200ms" } : null, "a sample", "test");

    private static SteadyStateCheck Steady(double at, bool met) => new(At(at), met,
        [Activity("shop answers", ActivityType.Probe, at) with { ToleranceMet = met, Tolerance = met ? null : "0.4 is more than 0.05", Output = JsonValue.Create(met ? 0.0 : 0.4) }]);

    private static ActivityRecord Activity(string name, ActivityType type, double at) => new(
        name, type, true, At(at), At(at + 0.25), JsonNode.Parse("""{"id":"f-1","ok":true}"""), null, null, null, false,
        new JsonObject { ["type"] = type.ToString().ToLowerInvariant(), ["name"] = name });

    private static Snapshot Snapshot(string when, double at, string state, string? health) => new(
        when, At(at),
        [
            new("web-1", "Project", state, health, false, health is null ? null : 100, null, null, health is null ? 137 : null, false, 1, [new("http", "http://127.0.0.1:5001")], [], health is null ? ["f-1"] : []),
            new("payment", "Project", "Running", "Healthy", false, 101, null, null, null, false, 0, [], [], []),
        ],
        [new("web->payment", "web", "payment", "http", "127.0.0.1:1", "127.0.0.1:2", true, 3, 30, 1000, 2000, 12.5, [], [])],
        new Dictionary<string, JsonNode?> { ["web-1"] = health is null ? null : JsonNode.Parse("""{"status":"ok"}"""), ["payment"] = JsonNode.Parse("""{"status":"ok"}""") });
}

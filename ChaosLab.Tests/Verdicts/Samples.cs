extern alias controller;

using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Verdicts;
using controller::ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Tests.Verdicts;

/// <summary>Records of a run in which everything held; tests change what they are about.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    public static FaultRecord Fault(
        string kind = "kill", string target = "web-1", double? acted = 10, double? seen = 10.01, double? lifted = null, double? recovered = 12,
        FaultState state = FaultState.Recovered)
        => new("f-1", kind, target, null, At(9.9), Moment(acted), Moment(seen), null, Moment(lifted), Moment(recovered), state, "It did what it did");

    public static LoadFigures Figures(long due = 1000, long failed = 0, double p95 = 20)
        => new(due, due - failed, failed, 0, 0, new Dictionary<int, long> { [200] = due - failed }, 5, p95, 2 * p95, 4 * p95);

    public static LoadResult Load(LoadFigures? figures = null, bool keptUp = true)
        => new(Start, TimeSpan.FromSeconds(30), 1, figures ?? Figures(), new Dictionary<string, LoadFigures> { ["purchase"] = figures ?? Figures() }, [], 64, 8,
            0.5, keptUp, keptUp ? null : "it was 300 ms late");

    public static LedgerReport Books(int lost = 0, int duplicated = 0, int phantom = 0, int stale = 0)
        => new(lost + duplicated + phantom + stale == 0 ? LedgerVerdict.Right : LedgerVerdict.Wrong, 100, 2, 1, 1,
            Anomalies(lost), Anomalies(duplicated), Anomalies(phantom), Anomalies(stale));

    public static ActivityRecord Probe(string name = "all healthy", bool succeeded = true, bool? met = true)
        => new(name, ActivityType.Probe, succeeded, Start, At(0.1), true, succeeded ? null : "it broke", met, met == false ? "it was 7" : null, false, []);

    public static SteadyStateCheck Check(bool met = true) => new(Start, met, [Probe(met: met)]);

    public static RunRecord Run(params FaultOutcome[] faults) => new()
    {
        Id = "20261121-100000-sample",
        Title = "A sample",
        Description = "A sample",
        Experiment = new JsonObject(),
        Lab = new LabInfo("test", "Embedded", "resilient", "process", Start, 1, null, null, true, null),
        Seed = 7,
        StartedAt = Start,
        EndedAt = At(60),
        Judgement = new Judgement(Verdict.Error, ["not judged yet"], [], false),
        SteadyStates = new SteadyStates(Check(), [], Check()),
        Faults = faults,
        Load = Load(),
        Ledger = Books(),
    };

    public static FaultOutcome Outcome(FaultRecord? fault = null, double? rto = 2)
        => new(fault ?? Fault(), rto is { } seconds ? TimeSpan.FromSeconds(seconds) : null, null, null, []);

    private static DateTimeOffset? Moment(double? seconds) => seconds is { } value ? At(value) : null;

    private static LedgerAnomaly[] Anomalies(int count)
        => [.. Enumerable.Range(1, count).Select(i => new LedgerAnomaly($"key-{i}", null, "it is not there"))];
}

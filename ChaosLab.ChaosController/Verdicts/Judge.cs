using System.Globalization;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>Judges a run from what is known of it. Pure; the worst wins, and what could not be checked never counts as held.</summary>
internal static class Judge
{
    /// <param name="run">Everything known of the run, but for its judgement.</param>
    /// <param name="slo">Its objectives, or null.</param>
    /// <param name="counted">The figures of the operations that the objectives are about; null without a load.</param>
    /// <param name="aborted">Why it was ended before its time, or null.</param>
    /// <param name="error">Why it could not be carried out, or null.</param>
    public static Judgement Of(RunRecord run, SloSpec? slo, LoadFigures? counted, string? aborted, string? error)
    {
        var checks = new List<Check>();
        var machine = new CrowdedMachine(run.StolenShare);
        checks.AddRange(SteadyStateChecks(run, machine));
        checks.AddRange(ActivityChecks(run, machine));
        checks.AddRange(run.Faults.SelectMany(FaultChecks));
        if (run.Load is { } load) checks.AddRange(LoadChecks(load));
        if (run.ExternalLoad is { } external) checks.AddRange(ExternalChecks(external, run.MethodEndedAt));
        if (slo is not null) checks.AddRange(SloChecks.Of(slo, run.Slo, counted, run.Faults, machine, wasCutShort: aborted is not null));
        if (run.Ledger is { } ledger) checks.AddRange(LedgerChecks(ledger, slo?.Rpo ?? 0));

        // That the lab is well after nothing was done, or that what was done is rolled back, proves nothing.
        var checkedNothing = checks.Count == 0;
        checks.AddRange(run.Rollbacks.Select(RollbackCheck));
        if (run.Snapshots.FirstOrDefault(snapshot => snapshot.When == "after") is { } after) checks.Add(AfterCheck(after));

        var deviated = run.SteadyStates.After is { Met: false } || run.SteadyStates.During.Any(check => !check.Met);
        var failed = Sentences(checks, CheckOutcome.NotHeld);
        var unknown = Sentences(checks, CheckOutcome.Unknown);
        var (verdict, reasons) = (error, aborted, failed, unknown) switch
        {
            ({ } why, _, _, _) => (Verdict.Error, [why, .. failed, .. unknown]),
            (_, { } why, _, _) => (Verdict.Aborted, [why, .. failed]),
            _ when run.SteadyStates.Before is { Met: false } => (Verdict.Inconclusive, [.. unknown, .. failed]),
            (_, _, { Length: > 0 }, _) => (Verdict.Fail, [.. failed, .. unknown]),
            (_, _, _, { Length: > 0 }) => (Verdict.Inconclusive, unknown),
            _ when checkedNothing => (Verdict.Inconclusive, ["Nothing was checked: the experiment has no hypothesis, no fault and no load."]),
            _ => (Verdict.Pass, new[] { $"All {checks.Count.ToString(CultureInfo.InvariantCulture)} checks held." }),
        };
        return new Judgement(verdict, reasons, checks, deviated);
    }

    private static string[] Sentences(IEnumerable<Check> checks, CheckOutcome outcome)
        => [.. checks.Where(check => check.Outcome == outcome).Select(check => $"{check.Name}: {check.Actual}; expected {check.Expected}.")];

    private static IEnumerable<Check> SteadyStateChecks(RunRecord run, CrowdedMachine machine)
    {
        // A shop that is not well before says nothing about the fault.
        if (run.SteadyStates.Before is { } before)
            yield return SteadyState("steady state before", before, CheckOutcome.Unknown);
        if (run.SteadyStates.During.Count > 0 || run.SteadyStates.DuringUnknown is not null)
        {
            var broken = run.SteadyStates.During.Count(check => !check.Met);
            var first = run.SteadyStates.During.FirstOrDefault(check => !check.Met);
            var counted = string.Create(CultureInfo.InvariantCulture, $"not met in {broken} of {run.SteadyStates.During.Count} checks");
            var during = new Check(
                "steady state during the method",
                broken > 0 ? CheckOutcome.NotHeld : run.SteadyStates.DuringUnknown is null ? CheckOutcome.Held : CheckOutcome.Unknown,
                "met in every check", run.SteadyStates.DuringUnknown is { } unknown ? $"{counted}; {unknown}" : counted,
                first is null ? null : HypothesisRunner.Why(first.Probes[^1]));
            yield return run.SteadyStates.During.Where(check => !check.Met).All(check => IsOfLatency(check.Probes[^1])) ? machine.Judge(during) : during;
        }

        if (run.SteadyStates.After is not { } after) yield break;
        var last = SteadyState("steady state after", after, CheckOutcome.NotHeld);
        yield return !after.Met && IsOfLatency(after.Probes[^1]) ? machine.Judge(last) : last;
    }

    private static Check SteadyState(string name, SteadyStateCheck check, CheckOutcome otherwise)
        => check.Met
            ? new Check(name, CheckOutcome.Held, "met", "met", EvidenceOf(check))
            : new Check(name, otherwise, "met", HypothesisRunner.Why(check.Probes[^1]));

    private static string? EvidenceOf(SteadyStateCheck check)
        => check.Probes.Count == 0 ? null : string.Join("; ", check.Probes.Select(probe => $"{probe.Name}: {probe.Seen ?? "within"}"));

    private static IEnumerable<Check> ActivityChecks(RunRecord run, CrowdedMachine machine)
    {
        foreach (var activity in run.Method)
        {
            if (!activity.Succeeded)
            {
                yield return new Check(
                    $"{activity.Type.ToString().ToLowerInvariant()} '{activity.Name}'", CheckOutcome.Unknown, "carried out", activity.Error ?? "failed");
            }
            else if (activity.ToleranceMet is { } met)
            {
                var check = new Check(
                    $"probe '{activity.Name}'", met ? CheckOutcome.Held : CheckOutcome.NotHeld, activity.Rule ?? "within its tolerance",
                    met ? activity.Seen ?? "within" : activity.Tolerance ?? "not within");
                yield return IsOfLatency(activity) ? machine.Judge(check) : check;
            }
        }
    }

    // A probe that was carried out and answered how long customers waited.
    private static bool IsOfLatency(ActivityRecord activity)
        => activity is { Succeeded: true, ToleranceMet: not null } && activity.Source["provider"]?["func"] is JsonValue function
            && function.TryGetValue(out string? name) && name == "latency";

    // A rollback that failed leaves the lab otherwise than it was: that is known, not unknown.
    private static Check RollbackCheck(ActivityRecord rollback)
    {
        var name = $"rollback '{rollback.Name}'";
        if (!rollback.Succeeded) return new Check(name, CheckOutcome.NotHeld, "carried out", rollback.Error ?? "failed");
        return rollback.ToleranceMet == false
            ? new Check(name, CheckOutcome.NotHeld, "within its tolerance", rollback.Tolerance ?? "not within")
            : new Check(name, CheckOutcome.Held, "carried out", "carried out");
    }

    private static IEnumerable<Check> FaultChecks(FaultOutcome outcome)
    {
        var fault = outcome.Fault;
        var name = $"{fault.Kind} on {fault.Target} ({fault.Id})";
        yield return fault switch
        {
            { ActedAt: null } => new Check($"{name} acted", CheckOutcome.Unknown, "it acts", fault.Message ?? "it did not"),
            { EffectSeenAt: null } => new Check(
                $"{name} was felt", CheckOutcome.Unknown, "a caller feels it", "no caller did, so nothing can be concluded", "independent canary"),
            _ => new Check(
                $"{name} was felt", CheckOutcome.Held, "a caller feels it",
                $"after {Duration.Show(fault.EffectSeenAt.Value - fault.ActedAt.Value)}", "independent canary"),
        };
        if (fault.ActedAt is null) yield break;
        yield return fault.State switch
        {
            FaultState.Stuck => new Check($"{name} is gone", CheckOutcome.NotHeld, "its removal is proven", fault.Message ?? "it is stuck"),
            FaultState.NotRecovered => new Check($"{name} recovered from", CheckOutcome.NotHeld, "well again within 30 s", "not well again", "independent canary"),
            FaultState.Recovered => new Check(
                $"{name} is gone", CheckOutcome.Held, "its removal is proven",
                outcome.Rto is { } rto ? $"recovered after {Duration.Show(rto)}" : "recovered", "independent canary"),
            FaultState.NoEffect => new Check($"{name} is gone", CheckOutcome.Held, "its removal is proven", "undone"),
            _ => new Check($"{name} is gone", CheckOutcome.Unknown, "its removal is proven", $"last seen {fault.State}: {fault.Message}"),
        };
    }

    private static IEnumerable<Check> LoadChecks(LoadResult load)
    {
        yield return new Check(
            "load kept up", load.KeptUp ? CheckOutcome.Held : CheckOutcome.Unknown, "requests sent when they were due",
            load.KeptUp ? string.Create(CultureInfo.InvariantCulture, $"99 % within {load.LagP99:0.#} ms") : load.Complaint ?? "it did not",
            "the generator's own lag");
    }

    private static IEnumerable<Check> ExternalChecks(ExternalLoad load, DateTimeOffset? methodEndedAt)
    {
        var evidence = string.Join(' ', load.Command);
        yield return new Check(
            "load command", load.ExitCode switch { 0 => CheckOutcome.Held, null => CheckOutcome.Unknown, _ => CheckOutcome.NotHeld }, "exit code 0",
            load.ExitCode is { } code ? $"exit code {code.ToString(CultureInfo.InvariantCulture)}" : "it had to be ended", evidence);
        if (load.ExitCode != 0 || load.EndedAt is not { } ended || methodEndedAt is not { } method) yield break;

        // What was done after the load's end was done to an idle shop.
        yield return new Check(
            "load lasted", ended >= method ? CheckOutcome.Held : CheckOutcome.Unknown, "load to the end of the method",
            ended >= method ? "it did" : $"it ended {Duration.Show(method - ended)} before the method did", evidence);
    }

    private static IEnumerable<Check> LedgerChecks(LedgerReport ledger, int rpo)
    {
        if (ledger is { Verdict: LedgerVerdict.Unknown, Gap: null })
        {
            yield return new Check(
                "books", CheckOutcome.Unknown, "every purchase accounted for",
                ledger.Problem is { } problem ? $"they could not be read: {problem}" : "nothing was bought");
            yield break;
        }

        yield return Book("no acknowledged order lost", ledger.Lost, rpo, $"{ledger.Acknowledged} acknowledged");
        yield return Book("none charged, refunded or counted twice", ledger.Duplicated, 0, $"{ledger.Acknowledged} acknowledged, {ledger.Unknown} unknown");
        // An order that may be lost may leave its charge behind, and a client that had no answer yet cannot say whose it is.
        yield return Book("no charge without a purchase", ledger.Phantom, rpo, $"{ledger.Refused} refused");
        yield return Book("all settled", ledger.Stale, 0, $"{ledger.UnknownCharged} of {ledger.Unknown} unknown ones were charged");
        if (ledger.Gap is { } gap)
            yield return new Check("counted by analytics", CheckOutcome.Unknown, "each paid order once", gap, "analytics' own account of the orders it counted");
    }

    private static Check Book(string name, IReadOnlyList<LedgerAnomaly> anomalies, int allowed, FormattableString of)
        => new(
            name, anomalies.Count <= allowed ? CheckOutcome.Held : CheckOutcome.NotHeld,
            allowed == 0 ? "none" : $"at most {allowed.ToString(CultureInfo.InvariantCulture)}",
            anomalies.Count == 0 ? "none" : $"{anomalies.Count.ToString(CultureInfo.InvariantCulture)}, first {anomalies[0].Key}: {anomalies[0].Because}",
            $"client's ledger against the shop's books: {FormattableString.Invariant(of)}");

    private static Check AfterCheck(Snapshot after)
    {
        var unwell = after.Resources
            .Where(resource => !resource.ExplicitStart && (resource.State != "Running" || resource.Health is "Unhealthy"))
            .Select(resource => $"{resource.Name} ({resource.Health ?? resource.State})").ToArray();
        return new Check(
            "lab healthy after", unwell.Length == 0 ? CheckOutcome.Held : CheckOutcome.NotHeld, "every part that should run is healthy",
            unwell.Length == 0 ? "all are" : string.Join(", ", unwell), "snapshot after");
    }
}

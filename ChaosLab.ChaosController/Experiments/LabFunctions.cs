using ChaosLab.ChaosController.Experiments.Reading;
using Kind = ChaosLab.ChaosController.Experiments.LabArgumentKind;

namespace ChaosLab.ChaosController.Experiments;

/// <summary>Every function of the provider <c>chaoslab</c>; validation, schema and execution rely on this list.</summary>
internal static class LabFunctions
{
    private static readonly NumberRange Seed = new(0, int.MaxValue, Whole: true);

    private static readonly LabArgument Last =
        new("last", Kind.Duration, false, "The time looked at, up to now; 10s when left out.");

    private static readonly LabArgument Operation =
        new("operation", Kind.Text, false, "Only this operation of the load; all when left out.", LoadReader.Operations);

    private static readonly LabArgument Since =
        new("since", Kind.Text, false, "run (standard), or fault: since the run's first fault acted.", ["run", "fault"]);

    public static IReadOnlyList<LabFunction> All { get; } =
    [
        new("inject", ActivityType.Action, "Injects a fault of the catalogue; the run ends it, whatever happens. Answers the fault.",
        [
            new("kind", Kind.Text, true, "A kind of the catalogue (./lab fault list)."),
            new("target", Kind.Text, true, "A resource, an edge such as web->payment, or lab."),
            new("for", Kind.Duration, false, "How long it lasts; without it the kind's default, or to the end of the run."),
            new("settings", Kind.Settings, false, "The kind's own settings, such as {\"latency\": \"200ms\"}."),
            new("seed", Kind.Number, false, "Makes its random choices repeatable; the run's seed when left out.", Range: Seed),
            new("wait", Kind.Text, false, "What to wait for: its effect (standard), its end with the recovery, or nothing.", ["effect", "end", "nothing"]),
            new("force", Kind.Boolean, false, "Even if it disables more than half of a critical service; false when left out."),
        ]),
        new("remove", ActivityType.Action, "Ends the faults of this run that match, now; all when nothing is given. Answers how many.",
        [
            new("kind", Kind.Text, false, "Only this kind."),
            new("target", Kind.Text, false, "Only on this target."),
        ]),
        new("command", ActivityType.Action, "Executes a command of a resource, such as start, stop or restart.",
        [
            new("resource", Kind.Text, true, "The resource."),
            new("command", Kind.Text, true, "The command (./lab status --json lists them)."),
            new("arguments", Kind.Settings, false, "Its arguments."),
        ]),
        new("restore", ActivityType.Action, "Undoes every fault, starts everything that should run, and waits until all is healthy. Answers whether it is.", []),
        new("wait-healthy", ActivityType.Action, "Waits until every resource that should run is healthy.",
        [
            new("resources", Kind.Texts, false, "Only these."),
            new("within", Kind.Duration, false, "How long at most; 30s when left out."),
        ]),
        new("random-kill", ActivityType.Action, "Kills instances chosen by the seed, one after the other, each after the recovery of the one before.",
        [
            new("among", Kind.Texts, true, "The resources to choose from."),
            new("count", Kind.Number, false, "How many kills; 1 when left out, at most 20.", Range: new NumberRange(1, 20, Whole: true)),
            new("pause", Kind.Duration, false, "How long to wait after a recovery before the next kill; not at all when left out."),
            new("seed", Kind.Number, false, "The run's seed when left out.", Range: Seed),
        ]),
        new("set-load", ActivityType.Action, "Changes the rate of the load from now on.",
        [
            new("rate", Kind.Number, true, "Requests per second; more than 0, at most 20,000.", Range: NumberRange.Rate),
        ]),
        new("healthy", ActivityType.Probe, "Whether every resource that should run is healthy: true or false.",
        [
            new("resources", Kind.Texts, false, "Only these."),
        ]),
        new("resource", ActivityType.Probe, "One resource: {state, health, restarts, restartsInRun, pid, activeFaults}.",
        [
            new("resource", Kind.Text, true, "The resource."),
        ]),
        new("error-rate", ActivityType.Probe, "Share of the load's requests that failed, 0 to 1.", [Last, Operation]),
        new("latency", ActivityType.Probe, "A latency quantile of the load, in ms.",
        [
            new("quantile", Kind.Text, false, "p50, p95 (standard), p99 or max.", ["p50", "p95", "p99", "max"]), Last, Operation,
        ]),
        new("throughput", ActivityType.Probe, "Answers per second of the load that succeeded.", [Last, Operation]),
        new("ledger", ActivityType.Probe, "Every acknowledged purchase so far against the shop's books: {acknowledged, lost, duplicated, phantom, stale, unknown}.", []),
        new("breaker", ActivityType.Probe, "A circuit breaker as the service's health names it: closed, open or half-open.",
        [
            new("resource", Kind.Text, true, "The service that holds it, such as web-1."),
            new("dependency", Kind.Text, true, "The dependency it guards, such as payment."),
        ]),
        new("breaker-opened", ActivityType.Probe, "Whether a breaker for a dependency has opened in this run, as telemetry says: true or false.",
        [
            new("dependency", Kind.Text, true, "The dependency it guards."),
        ]),
        new("retries", ActivityType.Probe, "Retry amplification in this run: attempts per call to a dependency, as telemetry says; 1 means none.",
        [
            new("dependency", Kind.Text, true, "The dependency that is called."),
            new("resource", Kind.Text, false, "Only calls of this service, such as web-1; of all when left out."),
            Since,
            new("rejected", Kind.Boolean, false, "Also calls that an open circuit or a full bulkhead rejected untried; false when left out."),
        ]),
        new("absorbed", ActivityType.Probe, "How often a mechanism of resilience acted in this run, as traces say.",
        [
            new("mechanism", Kind.Text, true, "Which one.", ["retry", "breaker", "fallback", "bulkhead", "timeout"]),
            new("dependency", Kind.Text, false, "Only where this dependency was called."),
            new("resource", Kind.Text, false, "Only in this service, such as web-1."),
            Since,
        ]),
        new("log", ActivityType.Probe, "How many log lines of a resource, written in this run, match.",
        [
            new("resource", Kind.Text, true, "The resource."),
            new("pattern", Kind.Text, true, "A regular expression."),
        ]),
        new("edge", ActivityType.Probe, "One edge with its live figures: {enabled, connections, requestsPerSecond, toxics}.",
        [
            new("edge", Kind.Text, true, "Its name, such as web->payment."),
        ]),
    ];

    public static LabFunction? Find(string name) => All.FirstOrDefault(function => function.Name == name);
}

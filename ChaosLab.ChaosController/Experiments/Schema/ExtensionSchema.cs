using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Reading;
using static ChaosLab.ChaosController.Experiments.Schema.SchemaParts;

namespace ChaosLab.ChaosController.Experiments.Schema;

/// <summary>The schema of the extension block named <c>chaoslab</c>.</summary>
internal static class ExtensionSchema
{
    public static JsonObject Create() => Closed(
        "What ChaosLab adds to the format.", ["name"],
        ("name", Words([LabExtensionReader.Name])),
        ("rows", Texts("The rows of the scenario table that the file makes true, such as A8.")),
        ("why", Text("Why it matters.")),
        ("expected", Text("What a shop that withstands it does.")),
        ("when-it-fails", Text("What to do when it fails.")),
        ("naive", Words(LabExtensionReader.NaiveOutcomes, "What the naive shop, whose resilience patterns are off, makes of it.")),
        ("load", Load()),
        ("slo", Slo()),
        ("safety", Safety()));

    private static JsonObject Load()
    {
        var phase = Closed(
            "One phase of the load.", ["rate"],
            ("pattern", Words(LoadReader.Patterns, "How requests arrive; constant when left out.")),
            ("rate", Number(NumberRange.Rate, "Requests per second; of a ramp and a spike at their start.")),
            ("to", Number(NumberRange.Rate, "Requests per second at the end of a ramp, at the top of a spike.")),
            ("for", Duration(DurationRange.Usual, "How long it lasts; the last phase may go on to the end")));
        return Closed(
            "The load during the run: open loop, on the lab's gateway.", [],
            ("rate", Number(NumberRange.Rate, "Requests per second: short for one constant phase to the end.")),
            ("phases", List(phase, "One after the other.", least: 1)),
            ("mix", Closed("Weights of the operations.", [], [.. LoadReader.Operations.Select(name => (name, Number(new NumberRange(0, 1_000_000))))])),
            ("connections", Number(new NumberRange(1, LoadReader.MostConnections, Whole: true), "The greatest number of connections at once; 64 when left out.")),
            ("timeout", Duration(LoadReader.Timeout, "What takes longer counts as an error, 5 s when left out")),
            ("warm-up", Duration(LoadReader.Edge, "How long at most load goes before it that counts nowhere, until the shop answers as usual, 15 s when left out")),
            ("lead", Duration(LoadReader.Edge, "How long it runs before the method, for the baseline, 5 s when left out")),
            ("tail", Duration(LoadReader.Edge, "How long it runs on after everything has recovered, 5 s when left out")),
            ("command", List(Text(), "A program that makes the load instead, and its arguments.", least: 1)));
    }

    private static JsonObject Slo() => Closed(
        "The service level objectives.", [],
        ("availability", Number(SloReader.Availability, "Share of requests that must succeed over the window.")),
        ("error-rate", Number(SloReader.Share, "Greatest share of failed requests while faults act, up to the recovery.")),
        ("p50", Duration(SloReader.Latency, "Greatest median latency while faults act, up to the recovery; without a fault over the whole load")),
        ("p95", Duration(SloReader.Latency, "Greatest 95th percentile of latency, in the same time")),
        ("p99", Duration(SloReader.Latency, "Greatest 99th percentile of latency, in the same time")),
        ("rto", Duration(DurationRange.Usual, "Longest time from a fault's end to the steady state")),
        ("rpo", Number(new NumberRange(0, SloReader.MostLost, Whole: true), "Acknowledged orders that may be lost or charged twice; 0 when left out.")),
        ("window", Duration(SloReader.Window, "The time over which availability counts, the load's own when left out")),
        ("operations", List(Words(LoadReader.Operations), "The operations whose requests count; all when left out.")),
        ("because", Text("Why these targets; shown beside them.")));

    private static JsonObject Safety()
    {
        var stop = Closed(
            "Aborts the run when the load is beyond the limit for the given time.", ["metric", "limit"],
            ("metric", Words(SafetyReader.Metrics)),
            ("limit", Described(new JsonObject { ["type"] = new JsonArray("number", "string") }, "error-rate: 0 to 1. p95, p99: milliseconds, or a text such as 500ms. throughput: the least requests per second.")),
            ("for", Duration(SafetyReader.StopFor, "How long it must be beyond, 5 s when left out")));
        JsonObject Time(string description) => Text(description).With("pattern", @"^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$|\$");
        var window = Closed(
            "A time of the week in which the run is refused.", ["from", "to"],
            ("days", List(Words(SafetyReader.Days), "Every day when left out.")),
            ("from", Time("Its start, local time.")), ("to", Time("Its end, local time; before its start it is on the next day.")), ("because", Text("Why.")));
        return Closed(
            "What keeps the run from doing more harm than meant.", [],
            ("max-duration", Duration(SafetyReader.MaxDuration, "The whole method's limit, 10 min when left out; 1 h for a file without this extension")),
            ("stop", List(stop, "Stop conditions.")),
            ("excluded-windows", List(window)),
            ("force", Flag("Whether faults may disable more than half of the instances of a critical service.")));
    }
}

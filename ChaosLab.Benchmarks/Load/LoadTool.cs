namespace ChaosLab.Benchmarks.Load;

/// <summary>A load generator that is compared.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="HighestRate">The highest rate it is asked for; null for a closed loop, which has none.</param>
/// <param name="Command">Program and arguments for a rate, a duration and an address; always with 64 connections.</param>
/// <param name="P99">The 99th percentile it reports, in ms, from what it printed.</param>
/// <param name="Unsent">What it reports as not sent, from what it printed; null where it has no such figure.</param>
/// <param name="Complaint">Why it calls its own figures inconclusive, or null, from what it printed; null where it cannot tell.</param>
internal sealed record LoadTool(
    string Name,
    int? HighestRate,
    Func<int, TimeSpan, Uri, string[]> Command,
    Func<string, double> P99,
    Func<string, double>? Unsent = null,
    Func<string, string?>? Complaint = null);

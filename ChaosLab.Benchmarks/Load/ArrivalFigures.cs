namespace ChaosLab.Benchmarks.Load;

/// <summary>What the server saw of one run.</summary>
/// <param name="Count">How many requests came.</param>
/// <param name="Late99">99th percentile of their lateness against the schedule, in ms; null without any after the first 2 s.</param>
internal sealed record ArrivalFigures(int Count, double? Late99);

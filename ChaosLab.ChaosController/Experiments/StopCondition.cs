namespace ChaosLab.ChaosController.Experiments;

/// <summary>A guardrail on the load: beyond the limit for the given time, the run is aborted and undone.</summary>
/// <param name="Metric"><c>error-rate</c> (0 to 1), <c>p95</c> or <c>p99</c> (ms), <c>throughput</c> (requests per second, a lower limit).</param>
/// <param name="Limit">The greatest value allowed; for throughput the least.</param>
/// <param name="For">How long it must be beyond; 5 s when left out, 1 s to 5 min.</param>
internal sealed record StopCondition(string Metric, double Limit, TimeSpan For);

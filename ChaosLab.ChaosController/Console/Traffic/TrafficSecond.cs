namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>What customers of the shop met in one second.</summary>
/// <param name="Second">Its beginning, in seconds since 1970 UTC.</param>
/// <param name="Requests">Requests that ended in it.</param>
/// <param name="Errors">Those of them that were answered with 5xx, or not at all.</param>
/// <param name="Unanswered">Those of the errors that the lab's own load tells of: it got no HTTP answer.</param>
/// <param name="P50">Median latency in the services, in ms; null without a span.</param>
/// <param name="P95">95th percentile, in ms.</param>
/// <param name="P99">99th percentile, in ms.</param>
/// <param name="Source">Who counted the requests that were answered; latencies are always of spans.</param>
internal sealed record TrafficSecond(
    long Second, long Requests, long Errors, long Unanswered, double? P50, double? P95, double? P99, TrafficSource Source);

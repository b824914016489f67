namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>What one service measured of one thing, in time order.</summary>
/// <param name="Service">Who measured.</param>
/// <param name="Attributes">What of.</param>
/// <param name="At">When, in ms since 1970.</param>
/// <param name="Values">The values of a gauge or a sum; the sums of a histogram or a summary.</param>
/// <param name="Counts">How many values a histogram or a summary held; null for others.</param>
/// <param name="Cumulative">Whether each point counts from the service's start, and not from the point before.</param>
/// <param name="Monotonic">Whether it only grows: then its rise over time is a rate.</param>
internal sealed record MetricSeries(
    string Service, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<long> At, IReadOnlyList<double> Values,
    IReadOnlyList<long>? Counts, bool Cumulative, bool Monotonic);

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Where the kinds of metrics differ (opentelemetry/proto/metrics/v1/metrics.proto).</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Attributes">The field of a point's attributes.</param>
/// <param name="IsNumber">Whether a point has one value, and not a sum and a number of values.</param>
/// <param name="Counts">Whether its points only grow, whatever the message says.</param>
internal sealed record OtlpMetricLayout(MetricKind Kind, int Attributes, bool IsNumber, bool Counts)
{
    private static readonly OtlpMetricLayout Gauge = new(MetricKind.Gauge, Attributes: 7, IsNumber: true, Counts: false);
    private static readonly OtlpMetricLayout Sum = new(MetricKind.Sum, Attributes: 7, IsNumber: true, Counts: false);
    private static readonly OtlpMetricLayout Histogram = new(MetricKind.Histogram, Attributes: 9, IsNumber: false, Counts: true);
    private static readonly OtlpMetricLayout Exponential = new(MetricKind.Histogram, Attributes: 1, IsNumber: false, Counts: true);
    private static readonly OtlpMetricLayout Summary = new(MetricKind.Summary, Attributes: 7, IsNumber: false, Counts: true);

    /// <summary>The layout of the data in this field of a Metric; null when it is no data.</summary>
    public static OtlpMetricLayout? Find(int field) => field switch
    {
        5 => Gauge,
        7 => Sum,
        9 => Histogram,
        10 => Exponential,
        11 => Summary,
        _ => null,
    };
}

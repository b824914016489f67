namespace ChaosLab.ChaosController.Telemetry;

/// <summary>What a metric is (opentelemetry/proto/metrics/v1/metrics.proto, message Metric); both forms of histograms are one kind here.</summary>
internal enum MetricKind
{
    Gauge,
    Sum,
    Histogram,
    Summary,
}

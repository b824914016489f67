namespace ChaosLab.ChaosController.Telemetry;

/// <summary>One measurement of a metric stream.</summary>
/// <param name="Stream">What was measured, and by whom.</param>
/// <param name="At">When it was measured.</param>
/// <param name="Value">The value of a gauge or a sum; the sum of a histogram or a summary.</param>
/// <param name="Count">How many values a histogram or a summary holds; null for others.</param>
internal sealed record MetricPoint(MetricStream Stream, DateTimeOffset At, double Value, long? Count);

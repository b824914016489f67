namespace ChaosLab.ChaosController.Telemetry;

/// <summary>One measurement of a metric stream.</summary>
/// <param name="Service">The resource attribute <c>service.name</c>, <c>unknown_service</c> without it.</param>
/// <param name="Name">The metric's name.</param>
/// <param name="Unit">Its unit (UCUM).</param>
/// <param name="At">When it was measured.</param>
/// <param name="Value">The value of a gauge or a sum; the sum of a histogram or a summary.</param>
/// <param name="Count">How many values a histogram or a summary holds; null for others.</param>
/// <param name="Attributes">What it was measured of.</param>
internal sealed record MetricPoint(
    string Service, string Name, string Unit, DateTimeOffset At, double Value, long? Count, TelemetryAttributes Attributes);

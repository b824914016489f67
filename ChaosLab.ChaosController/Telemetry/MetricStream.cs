namespace ChaosLab.ChaosController.Telemetry;

/// <summary>What the points of a metric have in common that one service measures of one thing.</summary>
/// <param name="Service">The resource attribute <c>service.name</c>, <c>unknown_service</c> without it.</param>
/// <param name="Name">The metric's name.</param>
/// <param name="Unit">Its unit (UCUM).</param>
/// <param name="Kind">What it is.</param>
/// <param name="Cumulative">Whether each point counts from the service's start, and not from the point before; false for a gauge.</param>
/// <param name="Monotonic">Whether it only grows, as counts do; false for what goes up and down.</param>
/// <param name="Attributes">What it is measured of.</param>
internal sealed record MetricStream(
    string Service, string Name, string Unit, MetricKind Kind, bool Cumulative, bool Monotonic, TelemetryAttributes Attributes);

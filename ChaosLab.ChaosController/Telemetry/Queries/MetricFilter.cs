namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>Which points are wanted; what is null is not asked for.</summary>
/// <param name="Name">Those of this metric.</param>
/// <param name="Service">Those of this service.</param>
/// <param name="From">Those measured then or later.</param>
/// <param name="To">Those measured then or before.</param>
internal sealed record MetricFilter(string Name, string? Service = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>A metric that there are points of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit (UCUM); empty without one.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Services">Who measures it.</param>
/// <param name="Points">How many points there are.</param>
internal sealed record MetricInfo(string Name, string Unit, MetricKind Kind, IReadOnlyList<string> Services, int Points);

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>The database behind a dependency whose client makes no spans of its own.</summary>
/// <param name="Dependency">The dependency.</param>
/// <param name="System">The value of <c>db.system.name</c> (OpenTelemetry semantic conventions), such as <c>redis</c>.</param>
internal sealed record StoreKind(string Dependency, string System);

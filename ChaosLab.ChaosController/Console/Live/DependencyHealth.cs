namespace ChaosLab.ChaosController.Console.Live;

/// <summary>What a service itself says of one of its dependencies.</summary>
/// <param name="Service">Who says it, for example <c>web-1</c>.</param>
/// <param name="Dependency">Of whom.</param>
/// <param name="Available">Whether the last word was good and the circuit is closed.</param>
/// <param name="Circuit"><c>closed</c>, <c>open</c> or <c>half-open</c>.</param>
/// <param name="Critical">Whether the service cannot do its work without it.</param>
/// <param name="Since">Since when it is available, or not.</param>
/// <param name="LastCallMs">How long the last call took, in ms, with its retries; null before the first.</param>
/// <param name="Error">The last failure, while it is not available.</param>
internal sealed record DependencyHealth(
    string Service, string Dependency, bool Available, string Circuit, bool Critical, DateTimeOffset? Since, double? LastCallMs, string? Error);

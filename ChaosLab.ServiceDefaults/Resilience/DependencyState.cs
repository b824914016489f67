namespace ChaosLab.ServiceDefaults;

/// <summary>What a service knows of a dependency at one moment.</summary>
/// <param name="Available">Whether the last word was good and the circuit is closed.</param>
/// <param name="Circuit"><c>closed</c>, <c>open</c> or <c>half-open</c>.</param>
/// <param name="Error">The last failure, while it is not available.</param>
/// <param name="Since">Since when it is available, or not.</param>
/// <param name="LastTook">How long the last call took, with its retries, whether it succeeded or not; null before the first.</param>
public sealed record DependencyState(bool Available, string Circuit, string? Error, DateTimeOffset Since, TimeSpan? LastTook = null);

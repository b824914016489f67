namespace ChaosLab.ChaosController.Console.Live;

/// <summary>Whether the AppHost tells how the lab stands; while it does not, what was known last is shown.</summary>
/// <param name="Reachable">Whether it answers.</param>
/// <param name="Since">Since when it does, or does not.</param>
/// <param name="Reason">Why it does not; one sentence.</param>
internal sealed record BridgeState(bool Reachable, DateTimeOffset Since, string? Reason = null);

namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>The answer of <c>POST /faults/check</c>.</summary>
/// <param name="Problem">Why the fault would be refused as the lab is now; null when it would be accepted.</param>
public sealed record FaultCheck(string? Problem);

namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>A kind of fault that this lab can inject.</summary>
/// <param name="Kind">The name it is requested by.</param>
/// <param name="Description">What it does.</param>
/// <param name="Targets">What it can act on here; empty when it cannot act in this lab.</param>
/// <param name="Parameters">What can be set.</param>
/// <param name="Where">Where it works: <c>process</c>, <c>container</c>, or both.</param>
/// <param name="Observed">How its effect is seen, by a caller that is independent of the injector.</param>
/// <param name="Undone">How it is undone, and the undo verified.</param>
/// <param name="Unavailable">Why it cannot act in this lab; null when it can.</param>
public sealed record FaultKind(
    string Kind,
    string Description,
    IReadOnlyList<string> Targets,
    IReadOnlyList<FaultParameter> Parameters,
    IReadOnlyList<string>? Where = null,
    string? Observed = null,
    string? Undone = null,
    string? Unavailable = null);

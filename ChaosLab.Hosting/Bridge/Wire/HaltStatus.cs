namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>Whether the lab is halted, and what the halt did.</summary>
/// <param name="Halted">Whether new faults are refused.</param>
/// <param name="Reason">Why it was halted.</param>
/// <param name="By">Who halted it.</param>
/// <param name="Since">When.</param>
/// <param name="Undone">How many faults this halt undid; null when it is only asked for.</param>
/// <param name="Milliseconds">From the call to the end of the last undo; null when it is only asked for.</param>
/// <param name="Problems">What could not be undone; null or empty when all was.</param>
/// <param name="Found">What acted without having been injected by the lab, such as a toxic of another client of the proxy's API, and is gone; null when nothing did.</param>
public sealed record HaltStatus(
    bool Halted,
    string? Reason = null,
    string? By = null,
    DateTimeOffset? Since = null,
    int? Undone = null,
    double? Milliseconds = null,
    IReadOnlyList<string>? Problems = null,
    IReadOnlyList<string>? Found = null);

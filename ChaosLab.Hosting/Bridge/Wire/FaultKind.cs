namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>A kind of fault that this lab can inject.</summary>
/// <param name="Kind">The name it is requested by.</param>
/// <param name="Description">What it does.</param>
/// <param name="Targets">The resources it can act on.</param>
/// <param name="Parameters">What can be set.</param>
public sealed record FaultKind(
    string Kind,
    string Description,
    IReadOnlyList<string> Targets,
    IReadOnlyList<FaultParameter> Parameters);

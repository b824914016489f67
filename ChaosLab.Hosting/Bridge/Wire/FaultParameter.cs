namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>A setting of a fault kind.</summary>
/// <param name="Name">The property of <see cref="FaultRequest"/> it is set by, for example <c>forSeconds</c>.</param>
/// <param name="Unit">Its unit, for example <c>s</c>, or null.</param>
/// <param name="Default">The value when it is left out; null means until lifted, or none.</param>
/// <param name="Minimum">The least value allowed, or null.</param>
/// <param name="Maximum">The greatest value allowed, or null.</param>
/// <param name="Description">What it means.</param>
public sealed record FaultParameter(
    string Name,
    string? Unit,
    double? Default,
    double? Minimum,
    double? Maximum,
    string? Description);

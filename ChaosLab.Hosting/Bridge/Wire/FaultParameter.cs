namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>A setting of a fault kind.</summary>
/// <param name="Name">
/// Its name: <c>forSeconds</c> and <c>seed</c> are properties of <see cref="FaultRequest"/>, every other is a key of
/// <see cref="FaultRequest.Settings"/>.
/// </param>
/// <param name="Unit">The unit of a number, for example <c>s</c>, <c>ms</c>, <c>%</c> or <c>KB/s</c>; null means none.</param>
/// <param name="Default">The value of a number when it is left out; null means until lifted, for at most an hour, or none.</param>
/// <param name="Minimum">The least value allowed, or null.</param>
/// <param name="Maximum">The greatest value allowed, or null.</param>
/// <param name="Description">What it means.</param>
/// <param name="Text">Whether it is a text and not a number.</param>
/// <param name="DefaultText">The text when it is left out; null means none.</param>
/// <param name="Choices">The texts allowed; null means any.</param>
public sealed record FaultParameter(
    string Name,
    string? Unit,
    double? Default,
    double? Minimum,
    double? Maximum,
    string? Description,
    bool? Text = null,
    string? DefaultText = null,
    IReadOnlyList<string>? Choices = null);

namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>A command that a resource offers.</summary>
/// <param name="Name">The name it is executed by.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="State"><c>Enabled</c>, <c>Disabled</c> or <c>Hidden</c>.</param>
/// <param name="Arguments">What can be said with it.</param>
public sealed record ResourceCommand(
    string Name,
    string DisplayName,
    string? Description,
    string State,
    IReadOnlyList<ResourceCommandArgument> Arguments);

namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>An argument of a resource command.</summary>
/// <param name="Name">The key in <see cref="CommandRequest.Arguments"/>.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Type"><c>Text</c>, <c>Number</c>, <c>Boolean</c> or <c>Choice</c>.</param>
/// <param name="Required">Whether the command needs it.</param>
/// <param name="Value">The default, or null.</param>
public sealed record ResourceCommandArgument(string Name, string? Label, string Type, bool Required, string? Value);

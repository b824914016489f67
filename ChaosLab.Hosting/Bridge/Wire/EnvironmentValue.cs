namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>An environment variable that the app model gives to a resource.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, with secrets replaced by <c>***</c>; null when it has none.</param>
/// <param name="Masked">Whether something was replaced.</param>
public sealed record EnvironmentValue(string Name, string? Value, bool Masked);

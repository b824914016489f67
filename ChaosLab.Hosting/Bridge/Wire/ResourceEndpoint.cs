namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>One address of a resource.</summary>
/// <param name="Name">The endpoint's name, for example <c>http</c>.</param>
/// <param name="Url">Its address.</param>
public sealed record ResourceEndpoint(string Name, string Url);

namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>The body of <c>POST /resources/{name}/commands/{command}</c>.</summary>
/// <param name="Arguments">Values by argument name; null or empty when the command needs none.</param>
public sealed record CommandRequest(IReadOnlyDictionary<string, string>? Arguments = null);

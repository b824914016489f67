namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>All that is known of one resource.</summary>
/// <param name="Status">How it stands.</param>
/// <param name="Environment">What the app model set, by name; what it inherited from this machine is not told. Empty before its first start.</param>
public sealed record ResourceDetail(ResourceStatus Status, IReadOnlyList<EnvironmentValue> Environment);

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>What a service is asked to do.</summary>
/// <param name="Kind">The kind, as the service calls it.</param>
/// <param name="Settings">Its settings in the service's units, without those that are left out.</param>
internal sealed record ServiceFaultOrder(string Kind, IReadOnlyDictionary<string, string> Settings);

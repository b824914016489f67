namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>What a service is asked to do.</summary>
/// <param name="Kind">The kind, as the service calls it.</param>
/// <param name="Settings">Its settings in the service's units, without those that are left out.</param>
/// <param name="Fault">What the lab calls the fault, for traces and logs; null for what the service is told itself.</param>
/// <param name="Run">The run that injects it; null outside of runs.</param>
internal sealed record ServiceFaultOrder(string Kind, IReadOnlyDictionary<string, string> Settings, string? Fault = null, string? Run = null);

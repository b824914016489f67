namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>What the lab calls a fault.</summary>
/// <param name="Fault">Its id in the lab.</param>
/// <param name="Run">The run that injected it; null outside of runs.</param>
public sealed record FaultOrigin(string Fault, string? Run);

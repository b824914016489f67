namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>A dependency as a service declared it.</summary>
internal sealed record DependencyRegistration(string Name, DependencyOptions Options);

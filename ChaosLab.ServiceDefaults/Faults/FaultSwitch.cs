using Microsoft.AspNetCore.Builder;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>Marks an endpoint by which faults are switched: none hits it, so that no fault keeps another from being renewed or lifted.</summary>
public sealed class FaultSwitch;

/// <summary>Marks endpoints with <see cref="FaultSwitch"/>.</summary>
public static class FaultSwitchExtensions
{
    /// <summary>Says that faults are switched here. Its requests are no traffic, so they are in no metric.</summary>
    public static TBuilder AsFaultSwitch<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
        => endpoint.WithMetadata(new FaultSwitch()).DisableHttpMetrics();
}

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>A fault that acts when this service resolves the name of another one.</summary>
internal interface INameFault : IServiceFault
{
    /// <summary>The name of the service that is looked for.</summary>
    string Host { get; }

    /// <summary>Takes the time, or fails, as the resolution of the name would.</summary>
    /// <exception cref="HttpRequestException">The name cannot be resolved.</exception>
    Task ResolveAsync(Uri address, CancellationToken ct);
}

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>A way to the services: directly, or through one running proxy.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Ports">Where each service is reached.</param>
/// <param name="Program">The proxy; null when there is none in between.</param>
internal sealed record Variant(string Name, IReadOnlyDictionary<Service, int> Ports, StartedProgram? Program) : IDisposable
{
    public void Dispose() => Program?.Dispose();
}

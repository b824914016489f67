namespace ChaosLab.Hosting.Infrastructure;

/// <summary>What was found on this machine to run stores and the gateway with.</summary>
/// <param name="Containers">The container engine, when containers are used; null means local programs.</param>
/// <param name="Programs">The local programs, when they are used.</param>
internal sealed record InfrastructureSource(ContainerEngine? Containers, LocalPrograms? Programs)
{
    public bool UsesContainers => Containers is not null;

    /// <summary><c>container</c> or <c>process</c>.</summary>
    public string Name => UsesContainers ? "container" : "process";
}

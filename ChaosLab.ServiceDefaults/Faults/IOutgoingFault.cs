namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>A fault that acts on the calls this service makes to one of its dependencies.</summary>
internal interface IOutgoingFault : IServiceFault
{
    string Dependency { get; }

    /// <summary>The share of calls it hits, 0 to 1.</summary>
    double Rate { get; }

    /// <summary>The next decision, 0 up to but not including 1; below <see cref="Rate"/> it hits.</summary>
    double Roll();

    /// <summary>It has hit.</summary>
    void Hit();
}

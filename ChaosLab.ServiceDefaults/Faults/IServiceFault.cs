namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>A fault that acts in this service. Disposing it ends it, entirely, from any thread; twice does no harm.</summary>
public interface IServiceFault : IDisposable
{
    /// <summary>How often it has hit: requests, calls or writes; for load, the pieces that it holds. 0 or more.</summary>
    long Hits { get; }
}

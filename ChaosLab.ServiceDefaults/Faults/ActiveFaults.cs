namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>The faults that act in this service now, as those read them who act them out: without locks, at any rate of requests.</summary>
internal sealed class ActiveFaults
{
    private volatile IServiceFault[] _now = [];

    public IServiceFault[] Now => _now;

    /// <summary>The first that is wanted; null is the usual answer.</summary>
    public T? Find<T>(string key, Func<T, string, bool> wanted)
        where T : class, IServiceFault
    {
        foreach (var fault in _now)
        {
            if (fault is T candidate && wanted(candidate, key)) return candidate;
        }

        return null;
    }

    internal void Replace(IEnumerable<IServiceFault> faults) => _now = [.. faults];
}

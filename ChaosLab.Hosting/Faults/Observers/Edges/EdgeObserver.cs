using ChaosLab.Hosting.Edges;

namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>Well is an edge over which calls go as they usually do; several are well when each is.</summary>
internal sealed class EdgeObserver(IReadOnlyList<EdgeResource> edges, EdgeSign sign) : IObserver
{
    private readonly EdgeWatched[] _watched = [.. edges.Select(edge => new EdgeWatched(new EdgeCanary(edge, sign.Call).CallAsync, sign))];

    /// <summary>Learns no more what is usual: from now on calls may be disturbed.</summary>
    public void StopLearning()
    {
        foreach (var watched in _watched) watched.StopLearning();
    }

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        var seen = await Task.WhenAll(_watched.Select(watched => watched.ShowsAsync(ct)));
        return !seen.Any(shows => shows);
    }
}

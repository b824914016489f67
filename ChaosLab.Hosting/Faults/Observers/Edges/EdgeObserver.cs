using ChaosLab.Hosting.Edges;

namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>Well is an edge over which calls go as they usually do; several are well when each is.</summary>
internal sealed class EdgeObserver(IReadOnlyList<EdgeResource> edges, EdgeSign sign) : IObserver
{
    private readonly Watched[] _watched = [.. edges.Select(edge => new Watched(new EdgeCanary(edge, sign.Call)))];

    /// <summary>Learns no more what is usual: from now on calls may be disturbed.</summary>
    public void StopLearning()
    {
        foreach (var watched in _watched) watched.StopLearning();
    }

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        var seen = await Task.WhenAll(_watched.Select(watched => watched.ShowsAsync(sign, ct)));
        return !seen.Any(shows => shows);
    }

    private sealed class Watched(EdgeCanary canary)
    {
        private TimeSpan? _usual;
        private volatile bool _disturbed;

        public void StopLearning() => _disturbed = true;

        public async Task<bool> ShowsAsync(EdgeSign sign, CancellationToken ct)
        {
            var reading = await canary.CallAsync(ct);
            if (reading.Answered && !_disturbed && (_usual is not { } usual || reading.Took < usual)) _usual = reading.Took;
            return sign.Shows(reading, _usual ?? TimeSpan.Zero);
        }
    }
}

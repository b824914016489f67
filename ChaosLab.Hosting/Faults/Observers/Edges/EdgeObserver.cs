using ChaosLab.Hosting.Edges;

namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>Well is an edge over which calls go as they usually do; several are well when each is.</summary>
internal sealed class EdgeObserver(IReadOnlyList<EdgeResource> edges, EdgeSign sign) : IObserver
{
    private readonly Watched[] _watched = [.. edges.Select(edge => new Watched(new EdgeCanary(edge, sign.Call)))];

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        var seen = await Task.WhenAll(_watched.Select(watched => watched.ShowsAsync(sign, ct)));
        return !seen.Any(shows => shows);
    }

    private sealed class Watched(EdgeCanary canary)
    {
        private TimeSpan _usual = TimeSpan.MaxValue;

        public async Task<bool> ShowsAsync(EdgeSign sign, CancellationToken ct)
        {
            var reading = await canary.CallAsync(ct);
            if (reading.Answered && reading.Took < _usual) _usual = reading.Took;
            return sign.Shows(reading, _usual == TimeSpan.MaxValue ? TimeSpan.Zero : _usual);
        }
    }
}

namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>Posts a request that must be written down, with a new key once the one before was; well is any answer but a 5xx.</summary>
internal sealed class JournalCanary(ServiceProbe probe, string body) : ICanary
{
    private string _key = NewKey();
    private bool _learnt;

    public Task LearnAsync(CancellationToken ct)
    {
        _learnt = true;
        return Task.CompletedTask;
    }

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        // Each success leaves a line in the journal; before the fault acts there is nothing to learn from one.
        if (!_learnt) return true;
        var reading = await probe.AskAsync(body.Replace("{key}", _key, StringComparison.Ordinal), ct);
        if (reading.Status >= 500) return false;
        _key = NewKey();
        return true;
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");
}

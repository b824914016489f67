using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Faults;

/// <summary>Waits for the first caller that feels a fault, and notes the time.</summary>
internal sealed class EffectWatch(FaultRun run, Observation observation)
{
    private Task<DateTimeOffset>? _seen;

    /// <summary>Starts to watch; called at the moment the fault acts.</summary>
    public void Start(DateTimeOffset acted, CancellationToken ct) => _seen ??= NoteAsync(acted, ct);

    /// <summary>When the effect was seen; null when it was not within the time.</summary>
    public async Task<DateTimeOffset?> SeenAsync(TimeSpan within)
    {
        if (_seen is null) return null;
        try
        {
            return await _seen.WaitAsync(within);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Completes when the time is over without an effect; never when one is seen.</summary>
    public async Task NotSeenWithinAsync(TimeSpan within, TimeProvider time, CancellationToken ct)
    {
        await Task.Delay(within, time, ct);
        if (_seen is { IsCompletedSuccessfully: true }) await Task.Delay(Timeout.InfiniteTimeSpan, ct);
    }

    private async Task<DateTimeOffset> NoteAsync(DateTimeOffset acted, CancellationToken ct)
    {
        var seen = await observation.FirstAsync(well: false, acted, ct);
        run.Note(record => record with { EffectSeenAt = seen });
        return seen;
    }
}

using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Faults;

/// <summary>Waits for the first caller that feels a fault, and notes the time.</summary>
/// <param name="run">The fault.</param>
/// <param name="observation">Who looks at its target.</param>
/// <param name="shared">Whether another fault acts there already.</param>
internal sealed class EffectWatch(FaultRun run, Observation observation, bool shared)
{
    private Task<DateTimeOffset>? _seen;

    /// <summary>Whether another fault had made the target unwell when this one acted, and it has been so ever since: nobody can tell what it did.</summary>
    public bool Masked { get; private set; }

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
        // Only who was well can be seen to fall. Without another fault one slow answer of a busy machine proves nothing.
        Masked = shared && observation.WasUnwellAt(acted);
        var since = Masked ? await observation.FirstAsync(well: true, acted, ct) : acted;
        Masked = false;
        var seen = await observation.FirstAsync(well: false, since, ct);
        run.Note(record => record with { EffectSeenAt = seen });
        return seen;
    }
}

using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Faults;

/// <summary>Waits for the first caller that feels a fault, and notes the time.</summary>
/// <param name="run">The fault.</param>
/// <param name="observation">Who looks at its target.</param>
internal sealed class EffectWatch(FaultRun run, Observation observation)
{
    private Task<DateTimeOffset>? _seen;
    private bool _wellBefore;
    private bool _shared;

    /// <summary>Whether the target was unwell when the fault acted, and has been so ever since: nobody can tell what the fault did.</summary>
    public bool Masked { get; private set; }

    /// <summary>Looks at the target before the fault acts: only who was well can be seen to fall.</summary>
    /// <param name="shared">Whether another fault acts there, which explains an unwell one.</param>
    /// <param name="ct">Gives up.</param>
    public async Task LookBeforeAsync(bool shared, CancellationToken ct)
    {
        _shared = shared;
        _wellBefore = await observation.IsWellBeforeAsync(patient: !shared, ct);
    }

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
        // Between the look before and the act another fault may have made it unwell.
        Masked = !_wellBefore || (_shared && observation.WasUnwellAt(acted));
        var since = Masked ? await observation.FirstAsync(well: true, acted, ct) : acted;
        Masked = false;
        var seen = await observation.FirstAsync(well: false, since, ct);
        run.Note(record => record with { EffectSeenAt = seen });
        return seen;
    }
}

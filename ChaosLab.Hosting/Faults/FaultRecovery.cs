using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Faults;

/// <summary>Waits until the target of a fault is well again, and writes down how the fault ended.</summary>
internal sealed class FaultRecovery(
    FaultRun run, EffectWatch effect, Observation observation, FaultLog log, TimeProvider time, CancellationToken ended)
{
    /// <summary>How long a target may take to answer again; for a momentary fault, from the moment it acted.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Of a fault that has been lifted.</summary>
    public async Task AfterLiftAsync() => Finish(await WellAsync(run.Record.LiftedAt!.Value, Limit));

    /// <summary>Of one that needs no lift.</summary>
    public async Task AloneAsync()
    {
        var acted = run.Record.ActedAt ?? time.GetUtcNow();
        if (run.Fault.Course == FaultCourse.Healing)
        {
            Finish(await WellAsync(acted, Limit));
            return;
        }

        var seen = await effect.SeenAsync(FaultRunner.EffectLimit);
        if (seen is not { } felt)
        {
            Finish(null);
            return;
        }

        var left = Limit - (time.GetUtcNow() - acted);
        Finish(await WellAsync(felt, left > TimeSpan.Zero ? left : TimeSpan.Zero));
    }

    /// <summary>Of one that was to end before it acted: there is nothing to recover from.</summary>
    public void NeverActed() => Finish(null);

    private async Task<DateTimeOffset?> WellAsync(DateTimeOffset since, TimeSpan within)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ended);
        limit.CancelAfter(within);
        try
        {
            return await observation.FirstAsync(well: true, since, limit.Token);
        }
        catch (OperationCanceledException) when (!ended.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Finish(DateTimeOffset? recovered)
    {
        run.Note(record =>
        {
            var unfelt = record.ActedAt is null || (run.Fault.Course != FaultCourse.Healing && record.EffectSeenAt is null);
            var state = unfelt ? FaultState.NoEffect : recovered is null ? FaultState.NotRecovered : FaultState.Recovered;
            return record with { RecoveredAt = recovered, State = state, Message = FaultStory.Tell(record, run.Fault.Course, state, recovered, Limit, effect.Masked) };
        });
        if (run.Fault.Course != FaultCourse.Lasting && run.Record.ActedAt is not null) log.Note(run, "ended");
        log.Tell(run, run.Record.Message!);
    }
}

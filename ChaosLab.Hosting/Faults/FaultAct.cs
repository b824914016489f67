using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Faults;

/// <summary>Lets a fault act, once its target has been looked at; what it has not done yet when it is to end, it does not do.</summary>
internal sealed class FaultAct(
    FaultRun run, EffectWatch effect, Observation observation, FaultBook book, FaultMarks marks, FaultLog log, TimeProvider time, CancellationToken ended)
{
    /// <summary>Acts, and says how far it came.</summary>
    /// <param name="watching">Gives up watching for the effect.</param>
    public async Task<FaultWay> RunAsync(CancellationToken watching)
    {
        using var acting = CancellationTokenSource.CreateLinkedTokenSource(ended);
        using var wanted = run.LiftRequested.Register(acting.Cancel);
        var way = FaultWay.NotBegun;
        try
        {
            if (run.Fault.Course != FaultCourse.Healing) await effect.LookBeforeAsync(SharesTarget(), acting.Token);
            acting.Token.ThrowIfCancellationRequested();
            way = FaultWay.Cut;
            var message = await run.Fault.ApplyAsync(() =>
            {
                // What acts in one moment cannot be called back from there on, and half of a restart is worse than all of it.
                if (run.Fault.Course != FaultCourse.Lasting) wanted.Dispose();
                Acted(watching);
            }, acting.Token);
            run.Note(record => record with { Message = record.Message ?? message });
            log.Tell(run, message);
            return FaultWay.Gone;
        }
        catch (Exception error) when (acting.IsCancellationRequested && !ended.IsCancellationRequested
            && (run.Record.ActedAt is not null || error is not FaultRefusedException))
        {
            return way;
        }
        finally
        {
            run.Arrived();
        }
    }

    private void Acted(CancellationToken watching)
    {
        var at = time.GetUtcNow();
        run.Note(record => record with
        {
            ActedAt = at,
            EndsAt = run.Fault.Course == FaultCourse.Lasting ? at.AddSeconds(run.Seconds ?? FaultParameters.LongestSeconds) : null,
            State = FaultState.Active,
        });
        log.Note(run, "acted");
        _ = marks.UpdateAsync(run.Fault.Affected);
        if (run.Fault.Course == FaultCourse.Healing) return;
        observation.LookClosely();
        effect.Start(at, watching);
    }

    // Another fault there explains why the target is unwell.
    private bool SharesTarget()
        => book.Active.Any(other => other != run && (other.Record.Target == run.Record.Target || other.Fault.Affected.Intersect(run.Fault.Affected).Any()));
}

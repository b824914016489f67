using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Hosting.Faults;

/// <summary>Removes faults, and calls those stuck whose removal is not proven.</summary>
internal sealed class FaultRemoval(FaultLog log, FaultMarks marks, TimeProvider time)
{
    /// <summary>Removes a fault that acts; false when that is not proven, and it is stuck.</summary>
    /// <param name="run">The fault.</param>
    /// <param name="message">What is to be said of it from then on.</param>
    /// <param name="ended">The lab ends.</param>
    public async Task<bool> RemoveAsync(FaultRun run, string? message, CancellationToken ended)
    {
        log.Note(run, "undo");
        if (await FaultUndo.TryAsync(run.Fault, ended) is { } leftover)
        {
            Stick(run, leftover);
            return false;
        }

        var lifted = time.GetUtcNow();
        log.Note(run, "undone");
        run.Note(record => record with
        {
            LiftedAt = record.ActedAt is null ? null : lifted, State = FaultState.Lifted, Message = message ?? record.Message,
        });
        return true;
    }

    /// <summary>Ends a fault that failed half way: it is undone as far as it came, which may be farther than it could tell.</summary>
    public async Task AbandonAsync(FaultRun run, string failure, CancellationToken ended)
    {
        log.Note(run, "undo");
        if (await FaultUndo.TryAsync(run.Fault, ended) is { } leftover)
        {
            Stick(run, $"{failure.TrimEnd('.')}; {leftover}");
            return;
        }

        run.Note(record => record with { LiftedAt = record.ActedAt is null ? null : time.GetUtcNow(), State = FaultState.Failed, Message = failure });
        log.Note(run, "undone");
    }

    /// <summary>Tries again to remove a fault that is stuck; returns its record, which is not stuck any more when nothing is left of it.</summary>
    /// <param name="run">The fault.</param>
    /// <param name="ct">Gives up waiting; the undo goes on.</param>
    public async Task<FaultRecord> RetryAsync(FaultRun run, CancellationToken ct)
    {
        var leftover = await FaultUndo.TryAsync(run.Fault, CancellationToken.None).WaitAsync(ct);

        // Somebody else may have tried at the same time.
        if (!run.IsStuck) return run.Record;
        if (leftover is not null)
        {
            Stick(run, leftover);
            return run.Record;
        }

        run.Note(record => record with
        {
            State = FaultState.Recovered, LiftedAt = time.GetUtcNow(), Message = $"{record.Kind} on {record.Target} was stuck; a later undo removed it.",
        });
        log.Note(run, "undone");
        await marks.UpdateAsync(run.Fault.Affected);
        return run.Record;
    }

    private void Stick(FaultRun run, string leftover)
    {
        var message = $"{run.Record.Kind} on {run.Record.Target} has ended, but its removal is not proven: {leftover.TrimEnd('.')}. Run ./lab restore; if it stays, ./lab down and ./lab up.";
        run.Note(record => record with { State = FaultState.Stuck, Message = message });
        log.Note(run, "stuck");
        log.Tell(run, message);
    }
}

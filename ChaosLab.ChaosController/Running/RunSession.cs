using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Running;

/// <summary>A run of this service, going on or ended.</summary>
internal sealed class RunSession(string id, RunOrder order, DateTimeOffset startedAt, string folder, RunLog log, RunAbort abort)
{
    private readonly TaskCompletionSource<Judgement> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public RunOrder Order => order;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>Where its files lie.</summary>
    public string Folder => folder;

    public RunLog Log => log;

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Completes with the judgement once the reports are written; faults when even that could not be done.</summary>
    public Task<Judgement> Ended => _ended.Task;

    /// <summary>The record, if its folder could not take it; as a rule null, because a record is large and <c>run.json</c> has it.</summary>
    public RunRecord? Unwritten { get; private set; }

    /// <summary>The request to end it before its time.</summary>
    public RunAbort AbortRequest => abort;

    public bool IsRunning => !_ended.Task.IsCompleted;

    /// <summary>Ends it before its time, cleanly; does nothing when it has ended.</summary>
    public void Abort(string reason) => abort.Request(reason);

    /// <param name="record">What is known of it.</param>
    /// <param name="written">Whether <c>run.json</c> has it.</param>
    public void Complete(RunRecord record, bool written)
    {
        EndedAt = record.EndedAt;
        if (!written) Unwritten = record;
        _ended.TrySetResult(record.Judgement);
    }

    /// <param name="error">Why there is no record.</param>
    /// <param name="at">When it ended.</param>
    public void Fail(Exception error, DateTimeOffset at)
    {
        EndedAt = at;
        _ended.TrySetException(error);
    }
}

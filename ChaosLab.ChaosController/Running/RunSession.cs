namespace ChaosLab.ChaosController.Running;

/// <summary>A run of this service, going on or ended.</summary>
internal sealed class RunSession(string id, RunOrder order, DateTimeOffset startedAt, string folder, RunLog log, RunAbort abort)
{
    private readonly TaskCompletionSource<RunRecord> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public RunOrder Order => order;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>Where its files lie.</summary>
    public string Folder => folder;

    public RunLog Log => log;

    /// <summary>Completes with the record once its reports are written; faults when even that could not be done.</summary>
    public Task<RunRecord> Ended => _ended.Task;

    /// <summary>The request to end it before its time.</summary>
    public RunAbort AbortRequest => abort;

    public bool IsRunning => !_ended.Task.IsCompleted;

    /// <summary>Ends it before its time, cleanly; does nothing when it has ended.</summary>
    public void Abort(string reason) => abort.Request(reason);

    public void Complete(RunRecord record) => _ended.TrySetResult(record);

    public void Fail(Exception error) => _ended.TrySetException(error);
}

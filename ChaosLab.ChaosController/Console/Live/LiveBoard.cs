namespace ChaosLab.ChaosController.Console.Live;

/// <summary>Holds the newest state for all who watch. Thread-safe.</summary>
internal sealed class LiveBoard(TimeProvider time)
{
    private readonly Lock _gate = new();
    private LiveUpdate _now = new(time.GetUtcNow());
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The state, and what completes with the next one.</summary>
    public (LiveUpdate Now, Task Next) Read()
    {
        lock (_gate) return (_now, _next.Task);
    }

    /// <summary>Changes the state; tells nobody when what it says stays the same.</summary>
    public void Set(Func<LiveUpdate, LiveUpdate> change)
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            var next = LiveDifference.Keep(_now, change(_now) with { At = time.GetUtcNow() });
            if (LiveDifference.Between(_now, next) is null) return;
            _now = next;
            reached = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        reached.SetResult();
    }
}

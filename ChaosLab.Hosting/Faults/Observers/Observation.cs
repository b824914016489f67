using System.Diagnostics;

namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>Looks at a target every 100 ms, for a second after an act every 5 ms, and remembers when it changed between well and not.</summary>
internal sealed class Observation(IObserver observer, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>While an effect is about to show, the measure must be finer than the effect is quick.</summary>
    private static readonly TimeSpan CloseInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);

    /// <summary>How long a caller waits for an answer before it counts as none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BeforeLimit = TimeSpan.FromSeconds(2.5);

    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private (DateTimeOffset Asked, DateTimeOffset Answered, bool Well)? _last;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _looking = Task.CompletedTask;
    private long _closeSince;

    public void Start() => _looking = Task.Run(LookAsync);

    /// <summary>Whether the target is well before anything is done to it: what the first look says, which ends within a second.</summary>
    /// <param name="patient">Whether an unwell one is looked at again, for at most 2.5 s: a busy machine may answer late once.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<bool> IsWellBeforeAsync(bool patient, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(BeforeLimit);
        try
        {
            while (true)
            {
                Task next;
                bool? well;
                lock (_gate) (next, well) = (_next.Task, _last?.Well);
                if (well == true || (well == false && !patient)) return well.Value;
                await next.WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Whether the last answer before a time was not a well one.</summary>
    public bool WasUnwellAt(DateTimeOffset time)
    {
        lock (_gate) return _last is { Well: false } seen && seen.Answered <= time;
    }

    /// <summary>Looks closely from now on, until the target has been seen unwell or a second is over.</summary>
    public void LookClosely()
    {
        Volatile.Write(ref _closeSince, Stopwatch.GetTimestamp());
        _closer.TrySetResult();
    }

    /// <summary>When the target was first seen as wanted by a question asked at or after a time.</summary>
    /// <param name="well">What is wanted.</param>
    /// <param name="since">Earlier questions do not count. For an effect, one answered after that time counts as well: the target was well before.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<DateTimeOffset> FirstAsync(bool well, DateTimeOffset since, CancellationToken ct)
    {
        while (true)
        {
            Task next;
            (DateTimeOffset Asked, DateTimeOffset Answered, bool Well)? last;
            lock (_gate) (next, last) = (_next.Task, _last);
            if (last is { } seen && seen.Well == well && (well ? seen.Asked : seen.Answered) >= since) return seen.Answered;
            await next.WaitAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _looking;
        if (observer is IAsyncDisposable holder) await holder.DisposeAsync();
        _ended.Dispose();
    }

    private async Task LookAsync()
    {
        var clock = new Stopwatch();
        while (!_ended.IsCancellationRequested)
        {
            clock.Restart();
            var asked = time.GetUtcNow();
            var well = await AskAsync();
            TaskCompletionSource reached;
            lock (_gate)
            {
                _last = (asked, time.GetUtcNow(), well);
                reached = _next;
                _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            reached.SetResult();
            try
            {
                await PauseAsync(clock, well);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task PauseAsync(Stopwatch clock, bool well)
    {
        var since = Volatile.Read(ref _closeSince);
        var closely = well && since != 0 && Stopwatch.GetElapsedTime(since) < CloseLimit;
        var left = (closely ? CloseInterval : Interval) - clock.Elapsed;
        if (left <= TimeSpan.Zero) return;
        var pause = Task.Delay(left, _ended.Token);

        // A fault that acts during the pause ends it.
        await (since == 0 ? await Task.WhenAny(pause, _closer.Task) : pause);
    }

    private async Task<bool> AskAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        patience.CancelAfter(Patience);
        try
        {
            return await observer.IsWellAsync(patience.Token).WaitAsync(patience.Token);
        }
#pragma warning disable CA1031 // To a caller, whatever keeps the target from answering is the same: no answer.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}

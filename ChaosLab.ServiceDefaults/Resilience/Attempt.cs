using System.Diagnostics.CodeAnalysis;
using Polly;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>One attempt, given up when its time is over, whatever the callee does.</summary>
internal readonly struct Attempt<T>(Func<CancellationToken, ValueTask<T>> call, CallState state, TimeProvider time, TimeSpan timeout)
{
    // Timers are coarse; an attempt that had nearly all of its time had all of it.
    private const double NearlyAll = 0.8;

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The outcome carries it.")]
    public async ValueTask<Outcome<T>> RunAsync(CancellationToken ct)
    {
        state.Attempts++;
        var started = time.GetTimestamp();
        try
        {
            return Outcome.FromResult(await RaceAsync(ct));
        }
        catch (Exception error)
        {
            if (error is not DependencyRejectedException && Failures.KindOf(error) != DependencyFailure.Refused) state.MayHaveHappened = true;
            state.CutShort = error is OperationCanceledException && ct.IsCancellationRequested
                && time.GetElapsedTime(started) < timeout * NearlyAll;
            return Outcome.FromException<T>(error);
        }
    }

    private async ValueTask<T> RaceAsync(CancellationToken ct)
    {
        // The callee has a token of its own: its reactions to a cancellation may block, and must not hold up the time-out.
        var callee = new CancellationTokenSource();
        var running = call(callee.Token);
        if (running.IsCompleted) return await running;

        var task = running.AsTask();
        try
        {
            return await task.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Abandon(task, callee);
            throw;
        }
    }

    /// <summary>The callee goes on alone; its failure must not surface as an unobserved one.</summary>
    private static void Abandon(Task task, CancellationTokenSource callee)
    {
        Observe(task);
        Observe(callee.CancelAsync());
    }

    private static void Observe(Task task) => _ = task.ContinueWith(
        static done => _ = done.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}

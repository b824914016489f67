using Polly;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>One attempt, given up when its token says so, whatever the callee does.</summary>
internal readonly struct Attempt<T>(Func<CancellationToken, ValueTask<T>> call, CallState state)
{
    public async ValueTask<Outcome<T>> RunAsync(CancellationToken ct)
    {
        try
        {
            var running = call(ct);
            if (running.IsCompletedSuccessfully) return Outcome.FromResult(running.Result);

            var task = running.AsTask();
            try
            {
                return Outcome.FromResult(await task.WaitAsync(ct));
            }
            catch (OperationCanceledException) when (!task.IsCompleted)
            {
                // The callee goes on alone; its failure must not end the process as unobserved.
                _ = task.ContinueWith(
                    static abandoned => _ = abandoned.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                throw;
            }
        }
        catch (Exception error)
        {
            if (error is not DependencyRejectedException && Failures.KindOf(error) != DependencyFailure.Refused) state.MayHaveHappened = true;
            return Outcome.FromException<T>(error);
        }
    }
}

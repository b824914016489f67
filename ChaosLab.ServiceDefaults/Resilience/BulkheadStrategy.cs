using System.Threading.RateLimiting;
using Polly;
using Polly.Telemetry;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Lets a limited number of calls through at once, and a limited number wait.</summary>
internal sealed class BulkheadStrategy(ConcurrencyLimiter limiter, BulkheadOptions options, ResilienceStrategyTelemetry telemetry)
    : ResilienceStrategy
{
    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        RateLimitLease lease;
        try
        {
            lease = await limiter.AcquireAsync(1, context.CancellationToken).ConfigureAwait(context.ContinueOnCapturedContext);
        }
        catch (OperationCanceledException canceled)
        {
            return Outcome.FromException<TResult>(canceled);
        }

        using (lease)
        {
            if (lease.IsAcquired) return await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
            var full = Outcome.FromException<TResult>(new BulkheadFullException(options.MaxConcurrency, options.MaxQueue));
            telemetry.Report(new ResilienceEvent(ResilienceEventSeverity.Warning, "OnBulkheadFull"), context, full, options);
            return full;
        }
    }
}

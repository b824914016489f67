using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>Builds the pipeline of a dependency on Polly.</summary>
internal static class DependencyPipeline
{
    public static ResiliencePipeline Build(
        string name, DependencyOptions options, CircuitBreakerStateProvider circuit, TimeProvider time, ResilienceEvents events)
    {
        var builder = new ResiliencePipelineBuilder { Name = name, TimeProvider = time, TelemetryListener = events };
        builder.AddTimeout(new TimeoutStrategyOptions { Name = "total", Timeout = options.TotalTimeout });
        builder.AddStrategy(
            context => new BulkheadStrategy(
                new ConcurrencyLimiter(new ConcurrencyLimiterOptions
                {
                    PermitLimit = options.MaxConcurrency,
                    QueueLimit = options.MaxQueue,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                }),
                new BulkheadOptions { MaxConcurrency = options.MaxConcurrency, MaxQueue = options.MaxQueue },
                context.Telemetry),
            new BulkheadOptions { MaxConcurrency = options.MaxConcurrency, MaxQueue = options.MaxQueue });
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                Name = "retry",
                MaxRetryAttempts = options.MaxRetries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args => new ValueTask<bool>(
                    args.Context.Properties.TryGetValue(CallState.Key, out var call) && call.Idempotent
                    && args.Outcome.Exception is { } error and not BrokenCircuitException
                    && SpeaksAgainst(error, options, args.Context)),
            });
        }

        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            Name = "breaker",
            FailureRatio = options.FailureRatio,
            MinimumThroughput = options.MinimumThroughput,
            SamplingDuration = options.SamplingDuration,
            BreakDuration = options.BreakDuration,
            StateProvider = circuit,
            ShouldHandle = args => new ValueTask<bool>(
                args.Outcome.Exception is { } error && SpeaksAgainst(error, options, args.Context)),
        });
        builder.AddTimeout(new TimeoutStrategyOptions { Name = "attempt", Timeout = options.AttemptTimeout });
        return builder.Build();
    }

    private static bool SpeaksAgainst(Exception error, DependencyOptions options, ResilienceContext context)
        => error is not DependencyRejectedException
            && !(error is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
            && (options.IsFailure?.Invoke(error) ?? true);
}

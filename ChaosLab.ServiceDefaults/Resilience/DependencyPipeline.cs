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
        AddBulkhead(builder, new BulkheadOptions { MaxConcurrency = options.MaxConcurrency, MaxQueue = options.MaxQueue });
        if (options.MaxRetries > 0) builder.AddRetry(Retry(options));
        builder.AddCircuitBreaker(Breaker(options, circuit));
        builder.AddTimeout(new TimeoutStrategyOptions { Name = "attempt", Timeout = options.AttemptTimeout });
        return builder.Build();
    }

    /// <summary>For probes in the naive profile: a frozen dependency must not keep <c>/health</c> from the truth.</summary>
    public static ResiliencePipeline BuildProbe(string name, DependencyOptions options, TimeProvider time)
        => new ResiliencePipelineBuilder { Name = name, TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Name = "attempt", Timeout = options.AttemptTimeout }).Build();

    private static void AddBulkhead(ResiliencePipelineBuilder builder, BulkheadOptions options)
        => builder.AddStrategy(context => new BulkheadStrategy(new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.MaxConcurrency,
            QueueLimit = options.MaxQueue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }), options, context.Telemetry), options);

    private static RetryStrategyOptions Retry(DependencyOptions options) => new()
    {
        Name = "retry",
        MaxRetryAttempts = options.MaxRetries,
        Delay = options.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args => new ValueTask<bool>(
            args.Outcome.Exception is { } error and not BrokenCircuitException
            && CallOf(args.Context) is { Idempotent: true } call
            && !Failures.IsFull(error)
            && SpeaksAgainst(error, call, options)),
    };

    private static CircuitBreakerStrategyOptions Breaker(DependencyOptions options, CircuitBreakerStateProvider circuit) => new()
    {
        Name = "breaker",
        FailureRatio = options.FailureRatio,
        MinimumThroughput = options.MinimumThroughput,
        SamplingDuration = options.SamplingDuration,
        BreakDuration = options.BreakDuration,
        StateProvider = circuit,
        ShouldHandle = args => new ValueTask<bool>(
            args.Outcome.Exception is { } error
            && OpensCircuit(error, CallOf(args.Context), options, circuit.CircuitState)),
    };

    private static CallState CallOf(ResilienceContext context)
        => context.Properties.TryGetValue(CallState.Key, out var call) ? call : throw new InvalidOperationException("A call without state.");

    private static bool SpeaksAgainst(Exception error, CallState call, DependencyOptions options)
        => !call.IsCanceledBy(error) && error is not DependencyRejectedException
            && (options.IsFailure?.Invoke(error) ?? true) && !(options.IsPartial?.Invoke(error) ?? false);

    // An attempt without an answer proves nothing; but the one that probes a half-open circuit must prove something to close it.
    private static bool OpensCircuit(Exception error, CallState call, DependencyOptions options, CircuitState circuit)
        => circuit == CircuitState.HalfOpen && (call.CutShort || call.IsCanceledBy(error))
            || !call.CutShort && SpeaksAgainst(error, call, options);
}

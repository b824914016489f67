using System.Diagnostics;
using ChaosLab.ServiceDefaults.Resilience;
using ChaosLab.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace ChaosLab.ServiceDefaults;

/// <summary>Something this service needs, called through the resilience pipeline that bears its name.</summary>
public sealed class Dependency
{
    private static readonly TimeSpan Forgiveness = TimeSpan.FromSeconds(10);

    private readonly string? _storeKind;
    private readonly bool _naive;
    private readonly DependencyMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _pipeline;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private volatile Word _word;

    internal Dependency(
        string name,
        DependencyOptions options,
        string? storeKind,
        LabProfile profile,
        DependencyMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        Name = name;
        Options = options;
        _storeKind = storeKind;
        _naive = profile.IsNaive;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _word = options.Probe is null
            ? new Word(true, null, time.GetUtcNow(), time.GetTimestamp())
            : new Word(false, "It has not been heard of yet.", time.GetUtcNow(), time.GetTimestamp());
        _pipeline = _naive
            ? ResiliencePipeline.Empty
            : DependencyPipeline.Build(name, options, _circuit, time, new ResilienceEvents(name, metrics, logger));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What is known of it now.</summary>
    public DependencyState State
    {
        get
        {
            var word = _word;
            var circuit = Circuit;
            var good = word.Good || (Options.Probe is null && _time.GetElapsedTime(word.At) > Forgiveness);
            return new DependencyState(good && circuit == "closed", circuit, good ? null : word.Error, word.Since);
        }
    }

    internal DependencyOptions Options { get; }

    /// <summary>How long ago it gave its last word.</summary>
    internal TimeSpan Silence => _time.GetElapsedTime(_word.At);

    private string Circuit => _naive ? "closed" : _circuit.CircuitState switch
    {
        CircuitState.Open or CircuitState.Isolated => "open",
        CircuitState.HalfOpen => "half-open",
        _ => "closed",
    };

    /// <summary>Calls the dependency.</summary>
    /// <param name="operation">What it is asked, for spans and metrics.</param>
    /// <param name="call">Asks it once.</param>
    /// <param name="idempotent">Whether asking again does no harm; only then it is retried.</param>
    /// <param name="ct">The caller's own cancellation.</param>
    /// <exception cref="DependencyException">It did not do it, or it is not known whether it did.</exception>
    /// <exception cref="DependencyRejectedException">It said no; thrown by <paramref name="call"/>.</exception>
    public async ValueTask<T> CallAsync<T>(
        string operation, Func<CancellationToken, ValueTask<T>> call, bool idempotent, CancellationToken ct)
    {
        using var span = StartSpan(operation);
        var started = _time.GetTimestamp();
        var state = new CallState(idempotent);
        var context = ResilienceContextPool.Shared.Get(operation, ct);
        context.Properties.Set(CallState.Key, state);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(
                static async (context, attempt) => await attempt.RunAsync(context.CancellationToken),
                context,
                new Attempt<T>(call, state));
            if (outcome.Exception is null)
            {
                _metrics.Called(Name, operation, "ok", _time.GetElapsedTime(started));
                Heard(good: true, null);
                return outcome.Result!;
            }

            throw Explain(operation, outcome.Exception, state, started, span, ct);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Calls the dependency, and makes do without it: what <paramref name="fallback"/> gives, except in the naive profile.</summary>
    /// <inheritdoc cref="CallAsync{T}(string, Func{CancellationToken, ValueTask{T}}, bool, CancellationToken)"/>
    public async ValueTask<T> CallAsync<T>(
        string operation,
        Func<CancellationToken, ValueTask<T>> call,
        Func<DependencyException, T> fallback,
        bool idempotent,
        CancellationToken ct)
    {
        try
        {
            return await CallAsync(operation, call, idempotent, ct);
        }
        catch (DependencyException error) when (!_naive)
        {
            _metrics.Event(Name, "fallback");
            Activity.Current?.AddEvent(new ActivityEvent("fallback", tags: new ActivityTagsCollection
            {
                ["dependency"] = Name,
                ["reason"] = error.Failure.ToString(),
            }));
            _logger.LogDebug("{Operation}: fallback, because {Reason}", operation, error.Message);
            return fallback(error);
        }
    }

    /// <summary>Calls the dependency for its effect.</summary>
    /// <inheritdoc cref="CallAsync{T}(string, Func{CancellationToken, ValueTask{T}}, bool, CancellationToken)"/>
    public async ValueTask CallAsync(string operation, Func<CancellationToken, ValueTask> call, bool idempotent, CancellationToken ct)
        => await CallAsync(operation, async attempt =>
        {
            await call(attempt);
            return true;
        }, idempotent, ct);

    private Activity? StartSpan(string operation)
    {
        if (_storeKind is null) return LabActivity.Source.StartActivity($"{Name} {operation}");
        var span = LabActivity.Source.StartActivity($"{Name} {operation}", ActivityKind.Client);
        span?.SetTag("db.system.name", _storeKind);
        span?.SetTag("db.operation.name", operation);
        return span;
    }

    private Exception Explain(
        string operation, Exception error, CallState state, long started, Activity? span, CancellationToken ct)
    {
        if (error is DependencyRejectedException)
        {
            _metrics.Called(Name, operation, "rejected", _time.GetElapsedTime(started));
            Heard(good: true, null);
            return error;
        }

        if (error is OperationCanceledException && ct.IsCancellationRequested) return error;

        var failure = Failures.KindOf(error);
        _metrics.Called(Name, operation, failure.ToString(), _time.GetElapsedTime(started));
        span?.SetStatus(ActivityStatusCode.Error, failure.ToString());
        span?.SetTag("error.type", failure.ToString());
        var counts = Options.IsFailure?.Invoke(error) ?? true;
        if (failure is not (DependencyFailure.BulkheadFull or DependencyFailure.CircuitOpen) && counts) Heard(good: false, error.Message);
        return new DependencyException(
            Name, failure, state.MayHaveHappened, $"{Name}: {operation} {Failures.Text(failure)}: {error.Message}", error);
    }

    private void Heard(bool good, string? error)
    {
        var last = _word;
        var now = _time.GetUtcNow();
        _word = new Word(good, error, last.Good == good ? last.Since : now, _time.GetTimestamp());
        if (last.Good == good) return;
        if (good) _logger.LogInformation("{Dependency} is available", Name);
        else _logger.LogWarning("{Dependency} is not available: {Error}", Name, error);
    }

    /// <summary>The last that was heard of it.</summary>
    private sealed record Word(bool Good, string? Error, DateTimeOffset Since, long At);
}

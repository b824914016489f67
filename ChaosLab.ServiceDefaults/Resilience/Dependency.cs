using System.Diagnostics;
using ChaosLab.ServiceDefaults.Faults;
using ChaosLab.ServiceDefaults.Resilience;
using ChaosLab.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace ChaosLab.ServiceDefaults;

/// <summary>Something this service needs, called through the resilience pipeline that bears its name.</summary>
public sealed class Dependency
{
    private readonly string? _storeKind;
    private readonly bool _naive;
    private readonly DependencyMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;
    private readonly ResiliencePipeline _probePipeline;
    private readonly OutgoingChaos? _chaos;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly FallbackLog _fallbacks;
    private readonly Reputation _reputation;
    private long _lastTook = -1;

    internal Dependency(
        string name,
        DependencyOptions options,
        string? storeKind,
        LabProfile profile,
        DependencyMetrics metrics,
        TimeProvider time,
        ILogger logger,
        ActiveFaults? faults)
    {
        Name = name;
        Options = options;
        _storeKind = storeKind;
        _naive = profile.IsNaive;
        _metrics = metrics;
        _time = time;
        _fallbacks = new FallbackLog(logger, time);
        _reputation = new Reputation(options.Probe is not null, time);
        var events = new ResilienceEvents(name, metrics, logger);
        _pipeline = _naive ? ResiliencePipeline.Empty : DependencyPipeline.Build(name, options, _circuit, time, events);
        _probePipeline = _naive ? DependencyPipeline.BuildProbe(name, options, time) : _pipeline;
        _chaos = faults is null ? null : new OutgoingChaos(name, faults, time, events);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What is known of it now.</summary>
    public DependencyState State
    {
        get
        {
            var circuit = Circuit;
            var (good, error, since) = _reputation.Now;
            var took = Interlocked.Read(ref _lastTook);
            return new DependencyState(good && circuit == "closed", circuit, error, since, took < 0 ? null : new TimeSpan(took));
        }
    }

    internal DependencyOptions Options { get; }

    /// <summary>How long ago it gave its last sign, good or bad.</summary>
    internal TimeSpan Silence => _reputation.Silence;

    private string Circuit => _naive ? "closed" : _circuit.CircuitState switch
    {
        CircuitState.Open or CircuitState.Isolated => "open",
        CircuitState.HalfOpen => "half-open",
        _ => "closed",
    };

    /// <summary>Calls the dependency.</summary>
    /// <param name="operation">What it is asked, for spans and metrics; one of a few, never an id.</param>
    /// <param name="call">Asks it once.</param>
    /// <param name="idempotent">Whether asking again does no harm; only then it is retried.</param>
    /// <param name="ct">The caller's own cancellation.</param>
    /// <exception cref="DependencyException">It did not do it, or it is not known whether it did.</exception>
    /// <exception cref="DependencyRejectedException">It said no; thrown by <paramref name="call"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public ValueTask<T> CallAsync<T>(
        string operation, Func<CancellationToken, ValueTask<T>> call, bool idempotent, CancellationToken ct)
        => RunAsync(_pipeline, operation, call, idempotent, ct);

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
            return await RunAsync(_pipeline, operation, call, idempotent, ct);
        }
        catch (DependencyException error) when (!_naive)
        {
            _metrics.Event(Name, "fallback");
            _fallbacks.Used(operation, error);
            Activity.Current?.AddEvent(new ActivityEvent("fallback", tags: new ActivityTagsCollection
            {
                ["dependency"] = Name,
                ["reason"] = error.Failure.ToString(),
            }));
            return fallback(error);
        }
    }

    /// <summary>Calls the dependency for its effect.</summary>
    /// <inheritdoc cref="CallAsync{T}(string, Func{CancellationToken, ValueTask{T}}, bool, CancellationToken)"/>
    public async ValueTask CallAsync(string operation, Func<CancellationToken, ValueTask> call, bool idempotent, CancellationToken ct)
        => await RunAsync(_pipeline, operation, ForItsEffect(call), idempotent, ct);

    /// <summary>Asks for a sign of life; a dependency that gives none in its attempt's time is away, in every profile.</summary>
    internal async ValueTask ProbeAsync(IServiceProvider services, CancellationToken ct)
        => await RunAsync(_probePipeline, "probe", ForItsEffect(attempt => Options.Probe!(services, attempt)), idempotent: false, ct);

    private static Func<CancellationToken, ValueTask<bool>> ForItsEffect(Func<CancellationToken, ValueTask> call) => async attempt =>
    {
        await call(attempt);
        return true;
    };

    private async ValueTask<T> RunAsync<T>(
        ResiliencePipeline pipeline, string operation, Func<CancellationToken, ValueTask<T>> call, bool idempotent, CancellationToken ct)
    {
        using var span = StartSpan(operation);
        var started = _time.GetTimestamp();
        var state = new CallState(idempotent, ct);
        var context = ResilienceContextPool.Shared.Get(operation, ct);
        context.Properties.Set(CallState.Key, state);
        try
        {
            var outcome = await pipeline.ExecuteOutcomeAsync(
                static (context, attempt) => attempt.RunAsync(context.CancellationToken),
                context,
                new Attempt<T>(_chaos?.Around(call) ?? call, state, _time, Options.AttemptTimeout));
            if (state.Attempts > 0) Interlocked.Exchange(ref _lastTook, _time.GetElapsedTime(started).Ticks);
            if (state.Attempts != 1) span?.SetTag("chaoslab.attempts", state.Attempts);
            if (outcome.Exception is not null) throw Explain(operation, outcome.Exception, state, started, span);

            _metrics.Called(Name, operation, "ok", _time.GetElapsedTime(started));
            _reputation.Good();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Activity? StartSpan(string operation)
    {
        if (!LabActivity.Source.HasListeners()) return null;
        var span = LabActivity.Source.StartActivity(
            $"{Name} {operation}", _storeKind is null ? ActivityKind.Internal : ActivityKind.Client);
        span?.SetTag("chaoslab.dependency", Name);
        if (_storeKind is null) return span;
        span?.SetTag("db.system.name", _storeKind);
        span?.SetTag("db.operation.name", operation);
        return span;
    }

    /// <summary>What the caller is told, and what is remembered of the failure.</summary>
    private Exception Explain(string operation, Exception error, CallState state, long started, Activity? span)
    {
        var took = _time.GetElapsedTime(started);
        if (error is DependencyRejectedException)
        {
            _metrics.Called(Name, operation, "rejected", took);
            _reputation.Good();
            return error;
        }

        if (state.IsCanceledBy(error))
        {
            _metrics.Called(Name, operation, "canceled", took);
            return error;
        }

        var failure = Failures.KindOf(error);
        _metrics.Called(Name, operation, failure.ToString(), took);
        span?.SetStatus(ActivityStatusCode.Error, error.Message);
        span?.SetTag("error.type", failure.ToString());
        if (state.Attempts > 0 && failure != DependencyFailure.CircuitOpen && (Options.IsFailure?.Invoke(error) ?? true))
            _reputation.Bad(error.Message);
        return new DependencyException(
            Name, failure, state.MayHaveHappened, $"{Name}: {operation} {Failures.Text(failure)}: {error.Message}", error);
    }
}

using ChaosLab.ServiceDefaults.Faults.Kinds;
using ChaosLab.ServiceDefaults.Resilience;
using Polly;
using Polly.Simmy;
using Polly.Simmy.Fault;
using Polly.Simmy.Latency;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>
/// Polly's chaos strategies around each attempt to call one dependency: innermost, so that time-outs, retries and the breaker meet what
/// they inject as if the dependency had done it. Idle while no fault acts.
/// </summary>
internal sealed class OutgoingChaos
{
    private readonly string _dependency;
    private readonly ActiveFaults _faults;
    private readonly ResiliencePipeline _pipeline;

    public OutgoingChaos(string dependency, ActiveFaults faults, TimeProvider time, ResilienceEvents events)
    {
        _dependency = dependency;
        _faults = faults;
        var builder = new ResiliencePipelineBuilder { Name = dependency, TimeProvider = time, TelemetryListener = events };
        builder.AddChaosLatency(new ChaosLatencyStrategyOptions
        {
            Name = "chaos latency",
            EnabledGenerator = _ => new(Latency is not null),
            InjectionRateGenerator = _ => new(Latency?.Rate ?? 0),
            Randomizer = () => Latency?.Roll() ?? 1,
            LatencyGenerator = _ => new(Latency?.Next() ?? TimeSpan.Zero),
            OnLatencyInjected = _ => Count(Latency),
        });
        builder.AddChaosFault(new ChaosFaultStrategyOptions
        {
            Name = "chaos fault",
            EnabledGenerator = _ => new(Error is not null),
            InjectionRateGenerator = _ => new(Error?.Rate ?? 0),
            Randomizer = () => Error?.Roll() ?? 1,
            FaultGenerator = _ => new(Error?.Next()),
            OnFaultInjected = _ => Count(Error),
        });
        _pipeline = builder.Build();
    }

    private OutgoingLatency? Latency => Find<OutgoingLatency>();

    private OutgoingError? Error => Find<OutgoingError>();

    /// <summary>The call with what acts on it; the call itself while nothing does.</summary>
    public Func<CancellationToken, ValueTask<T>> Around<T>(Func<CancellationToken, ValueTask<T>> call)
        => Find<IOutgoingFault>() is null ? call : ct => _pipeline.ExecuteAsync(static (inner, token) => inner(token), call, ct);

    private T? Find<T>()
        where T : class, IOutgoingFault
        => _faults.Find<T>(_dependency, static (fault, dependency) => fault.Dependency == dependency);

    private static ValueTask Count(IOutgoingFault? fault)
    {
        fault?.Hit();
        return default;
    }
}

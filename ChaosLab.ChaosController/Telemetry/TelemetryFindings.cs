namespace ChaosLab.ChaosController.Telemetry;

/// <summary>What traces, metrics and logs say of a run.</summary>
/// <param name="Spans">Spans looked at.</param>
/// <param name="Dropped">Telemetry that did not fit into the store; more than 0 makes the figures lower bounds, but for those of which <paramref name="Complete"/> tells.</param>
/// <param name="Absorbers">What kept faults from customers, by mechanism and dependency.</param>
/// <param name="Amplification">Attempts per call, by dependency; 1 means no retries.</param>
/// <param name="Detections">When the shop itself noticed: breakers that opened, alerts, degraded health; in time order.</param>
/// <param name="Examples">Traces worth looking at: the slowest, the failed, the rescued.</param>
/// <param name="Complete">
/// Whether it is known how often each mechanism acted, whatever was dropped: no span gave way, or the services' counters tell. How many
/// requests were rescued only spans tell.
/// </param>
internal sealed record TelemetryFindings(
    long Spans,
    long Dropped,
    IReadOnlyList<Absorber> Absorbers,
    IReadOnlyDictionary<string, double> Amplification,
    IReadOnlyList<Detection> Detections,
    IReadOnlyList<TraceExample> Examples,
    bool Complete = false);

/// <summary>A mechanism that absorbed failures.</summary>
/// <param name="Mechanism"><c>retry</c>, <c>breaker</c>, <c>fallback</c>, <c>bulkhead</c>, <c>timeout</c> or <c>balancer</c>.</param>
/// <param name="Service">Where it acted.</param>
/// <param name="Dependency">What it guarded.</param>
/// <param name="Times">How often it acted.</param>
/// <param name="Rescued">Requests in which it acted and that succeeded nevertheless.</param>
internal sealed record Absorber(string Mechanism, string Service, string Dependency, long Times, long Rescued);

/// <summary>A moment at which the shop noticed that something was wrong.</summary>
/// <param name="At">When.</param>
/// <param name="Service">Who noticed.</param>
/// <param name="What"><c>alert</c>, <c>breaker opened</c>, <c>health degraded</c>, <c>warning</c>, ….</param>
/// <param name="Text">One sentence.</param>
/// <param name="Times">How often it was told from then on, up to the next fault.</param>
internal sealed record Detection(DateTimeOffset At, string Service, string What, string Text, int Times = 1);

/// <summary>A trace that shows what happened.</summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="Why"><c>failed</c>, <c>slow</c> or <c>rescued</c>.</param>
/// <param name="At">Its start.</param>
/// <param name="Duration">Its length.</param>
/// <param name="Lines">Its spans as an indented tree, one line each, with what went wrong.</param>
/// <param name="Fault">The id of the run's fault that hit one of its spans; null when none is marked so.</param>
internal sealed record TraceExample(
    string TraceId, string Why, DateTimeOffset At, TimeSpan Duration, IReadOnlyList<string> Lines, string? Fault = null);

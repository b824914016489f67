namespace ChaosLab.ServiceDefaults;

/// <summary>The resilience pipeline of one dependency, from the outside in: total time-out, bulkhead, retry, breaker, attempt time-out.</summary>
public sealed class DependencyOptions
{
    /// <summary>For a call with all its attempts and waits.</summary>
    /// <value>3 s; 1 ms to 5 min, not less than <see cref="AttemptTimeout"/>.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>For one attempt; holds although the callee ignores its token.</summary>
    /// <value>1 s; 1 ms to 5 min.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an idempotent call is tried again.</summary>
    /// <value>2; 0 to 10.</value>
    public int MaxRetries { get; set; } = 2;

    /// <summary>The wait before the first retry; doubles with each, with jitter.</summary>
    /// <value>100 ms; 1 ms to 1 min.</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many calls may be under way at once.</summary>
    /// <value>64; 1 to 10,000.</value>
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>How many calls may wait for that; one more is refused.</summary>
    /// <value>64; 0 to 100,000.</value>
    public int MaxQueue { get; set; } = 64;

    /// <summary>The share of failures at which the breaker opens.</summary>
    /// <value>0.5; above 0, up to 1.</value>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>The calls within <see cref="SamplingDuration"/> below which the breaker does not judge.</summary>
    /// <value>10; 2 to 10,000.</value>
    public int MinimumThroughput { get; set; } = 10;

    /// <summary>The time over which the breaker counts.</summary>
    /// <value>10 s; 500 ms to 1 h.</value>
    public TimeSpan SamplingDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the breaker stays open before it lets one call probe.</summary>
    /// <value>5 s; 500 ms to 1 h.</value>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the service's main purpose is lost without it; shown in <c>/health?detail=true</c>.</summary>
    public bool Critical { get; set; }

    /// <summary>Asks the dependency for a sign of life; without one its health is known from calls only.</summary>
    public Func<IServiceProvider, CancellationToken, ValueTask>? Probe { get; set; }

    /// <summary>
    /// Whether an exception speaks against the dependency. Not asked for <see cref="DependencyRejectedException"/> nor for the
    /// caller's own cancellation, which never do.
    /// </summary>
    /// <value>Null: every exception does.</value>
    public Func<Exception, bool>? IsFailure { get; set; }

    /// <summary>
    /// Whether an exception says that only some of what the dependency does fails, such as the writes of a read-only database:
    /// it is not well then, but the call is not tried again, and the circuit stays closed for what still works.
    /// </summary>
    /// <value>Null: none does.</value>
    public Func<Exception, bool>? IsPartial { get; set; }
}

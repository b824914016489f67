namespace ChaosLab.ChaosController.Experiments;

/// <summary>The service level objectives of a run; null means that one is not set.</summary>
internal sealed record SloSpec
{
    /// <summary>Share of requests that must succeed over <see cref="Window"/>; more than 0, less than 1. Its complement is the error budget.</summary>
    public double? Availability { get; init; }

    /// <summary>Greatest share of failed requests while faults act, up to the recovery; 0 to 1.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>Greatest median latency while faults act, up to the recovery; over the whole load when none acts.</summary>
    public TimeSpan? P50 { get; init; }

    /// <summary>Greatest 95th percentile of latency, in the same time.</summary>
    public TimeSpan? P95 { get; init; }

    /// <summary>Greatest 99th percentile of latency, in the same time.</summary>
    public TimeSpan? P99 { get; init; }

    /// <summary>Longest time from a fault's end (or a kill) to the steady state.</summary>
    public TimeSpan? Rto { get; init; }

    /// <summary>Acknowledged orders that may be lost, and charges that such orders may leave behind; 0 when left out.</summary>
    public int Rpo { get; init; }

    /// <summary>The time over which the error budget counts: its requests, at the load's mean rate, allow for so many errors. Null means the load's own time.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>The operations whose requests count, such as <c>purchase</c>; empty means all.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>Why these targets and not the standard ones; shown beside them.</summary>
    public string? Because { get; init; }
}

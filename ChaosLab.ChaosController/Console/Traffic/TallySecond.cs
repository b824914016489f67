using ChaosLab.ChaosController.Load.Figures;

namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>The counts of one second. Not thread-safe.</summary>
/// <param name="number">Seconds since 1970 UTC.</param>
internal sealed class TallySecond(long number)
{
    private LatencyHistogram? _latency;
    private long _spans;
    private long _failedSpans;
    private GatewayRise? _gateway;
    private TrafficSecond? _told;

    public long Number => number;

    public long Requests => _gateway?.Requests ?? _spans;

    public long Errors => _gateway?.Errors ?? _failedSpans;

    /// <summary>Counts a request that a service told of.</summary>
    public void Add(TimeSpan duration, bool failed)
    {
        _spans++;
        if (failed) _failedSpans++;
        (_latency ??= new LatencyHistogram()).Add((long)duration.TotalMicroseconds);
        _told = null;
    }

    /// <summary>Takes what the gateway counted; null leaves it to spans.</summary>
    public void Close(GatewayRise? gateway)
    {
        if (gateway is null) return;
        _gateway = _gateway is null ? gateway : new GatewayRise(_gateway.Requests + gateway.Requests, _gateway.Errors + gateway.Errors);
        _told = null;
    }

    /// <summary>Lets go of what takes memory, once it is shown no more.</summary>
    public void ForgetLatency() => _latency = null;

    /// <summary>The figures; the same record until one of them changes.</summary>
    public TrafficSecond Tell() => _told ??= new TrafficSecond(
        number, Requests, Errors, Milliseconds(0.50), Milliseconds(0.95), Milliseconds(0.99),
        _gateway is null ? TrafficSource.Spans : TrafficSource.Gateway);

    private double? Milliseconds(double share) => _latency?.Quantile(share) is { } value ? Math.Round(value / 1000, 2) : null;
}

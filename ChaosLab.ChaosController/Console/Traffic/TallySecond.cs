using ChaosLab.ChaosController.Load;
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
    private LoadCounts _load = LoadCounts.None;
    private TrafficSecond? _told;

    public long Number => number;

    public long Requests => (_gateway?.Requests ?? Math.Max(_spans, _load.Answered)) + _load.Unanswered;

    public long Errors => (_gateway?.Errors ?? Math.Max(_failedSpans, _load.ServerErrors)) + _load.Unanswered;

    private TrafficSource Source => _gateway is not null ? TrafficSource.Gateway : _load.Ended > 0 ? TrafficSource.Load : TrafficSource.Spans;

    /// <summary>Counts a request that a service told of.</summary>
    public void Add(TimeSpan duration, bool failed)
    {
        _spans++;
        if (failed) _failedSpans++;
        (_latency ??= new LatencyHistogram()).Add((long)duration.TotalMicroseconds);
        _told = null;
    }

    /// <summary>Takes what the lab's own load saw end.</summary>
    public void Add(LoadCounts load)
    {
        if (load.Ended == 0) return;
        _load = _load.Plus(load);
        _told = null;
    }

    /// <summary>Takes what the gateway counted; null leaves it to spans and the load.</summary>
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
        number, Requests, Errors, _load.Unanswered, Milliseconds(0.50), Milliseconds(0.95), Milliseconds(0.99), Source);

    private double? Milliseconds(double share) => _latency?.Quantile(share) is { } value ? Math.Round(value / 1000, 2) : null;
}

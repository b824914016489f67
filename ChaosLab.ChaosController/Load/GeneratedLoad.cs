using System.Globalization;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load.Engine;
using ChaosLab.ChaosController.Load.Figures;
using ChaosLab.ChaosController.Load.Traffic;

namespace ChaosLab.ChaosController.Load;

/// <summary>A load that the generator makes, on a thread of its own. Figures are kept by the second.</summary>
internal sealed class GeneratedLoad : ILoad
{
    private readonly LoadLoop _loop;
    private readonly LoadRecord _record;
    private readonly LoadClock _clock;
    private readonly ITraffic _traffic;
    private readonly LoadSpec _spec;
    private readonly int _seed;
    private readonly TaskCompletionSource<Exception?> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GeneratedLoad(LoadLoop loop, LoadRecord record, LoadClock clock, ITraffic traffic, LoadSpec spec, int seed)
    {
        (_loop, _record, _clock, _traffic, _spec, _seed) = (loop, record, clock, traffic, spec, seed);
        new Thread(Run) { IsBackground = true, Name = "load", Priority = ThreadPriority.AboveNormal }.Start();
    }

    public string? KeyPrefix => (_traffic as ShopTraffic)?.KeyPrefix;

    public IReadOnlyCollection<ReturnAttempt> ReturnAttempts => _traffic is ShopTraffic shop ? shop.ReturnAttempts : [];

    /// <summary>Completes when the load has ended and everything it asked is settled.</summary>
    public Task Over => _over.Task;

    /// <summary>Ends the load this long after its start, to the microsecond; what is on its way then is waited for.</summary>
    public void EndAfter(TimeSpan length) => _loop.End((long)length.TotalMicroseconds);

    /// <remarks>Rounded outward to whole seconds; the one that runs belongs to it.</remarks>
    public RecentFigures Recent(TimeSpan last, string? operation = null)
    {
        var now = _clock.Now;
        return _record.Recent((int)Math.Floor(now / 1e6 - last.TotalSeconds), (int)(now / 1_000_000) + 1, operation, now, _loop.SettledTo);
    }

    public double? Throughput(TimeSpan last, string? operation = null)
    {
        var now = _clock.Now;
        var end = (int)(now / 1_000_000);
        if (end == 0) return null;
        var length = Math.Clamp((int)Math.Round(last.TotalSeconds), 1, end);
        var figures = _record.Recent(end - length, end, operation, now, _loop.SettledTo);
        return figures.IsEmpty ? null : (double)figures.Succeeded / length;
    }

    /// <remarks>Rounded to the nearest whole seconds, so that windows side by side share none; at least one second.</remarks>
    public LoadFigures Between(DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<string>? operations = null)
    {
        var (first, end) = SecondsOf(new LoadWindow(from, to));
        return _record.Figures(first, end, operations);
    }

    /// <inheritdoc cref="Between"/>
    public LoadFigures During(IReadOnlyCollection<LoadWindow> windows, IReadOnlyCollection<string>? operations = null)
        => _record.Figures(windows.Select(SecondsOf).SelectMany(seconds => Enumerable.Range(seconds.First, seconds.End - seconds.First)).Distinct(), operations);

    public IReadOnlyList<LoadSecond> Seconds
        => _record.Seconds(settled: _over.Task.IsCompleted ? int.MaxValue : (int)Math.Max(0, _loop.SettledTo / 1_000_000));

    /// <exception cref="ArgumentException">The rate is not within <see cref="LoadLimits"/>.</exception>
    public void SetRate(double rate)
    {
        LoadLimits.CheckRate(rate, "The load");
        _loop.SetRate(rate);
    }

    /// <param name="ct">Cuts the wait short: what is on its way then counts as timed out.</param>
    public async Task<LoadResult> StopAsync(CancellationToken ct)
    {
        var end = _loop.End(_clock.Now);
        using (ct.UnsafeRegister(static loop => ((LoadLoop)loop!).Abandon(), _loop))
        {
            return Result(TimeSpan.FromMicroseconds(end), await _over.Task);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _loop.End(_clock.Now);
        _loop.Abandon();
        await _over.Task;
    }

    private (int First, int End) SecondsOf(LoadWindow window)
    {
        var (from, to) = ((window.From - _clock.StartedAt).TotalSeconds, (window.To - _clock.StartedAt).TotalSeconds);
        var (first, end) = ((int)Math.Round(from), (int)Math.Round(to));
        return end > first ? (first, end) : ((int)Math.Floor(from), (int)Math.Floor(from) + 1);
    }

    private void Run()
    {
        try
        {
            _loop.Run();
            _over.SetResult(null);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A load that broke is told with its result; it must not take the lab with it.
            _over.SetResult(error);
        }
    }

    private LoadResult Result(TimeSpan duration, Exception? failure)
    {
        var (lagP99, late) = _record.Lag(LoadLimits.MaxLag);
        var complaint = Complaint(failure, lagP99, late);
        return new LoadResult(
            _clock.StartedAt,
            duration,
            _seed,
            _record.Figures(0, int.MaxValue, null),
            _record.Operations
                .Select(operation => (Name: operation, Figures: _record.Figures(0, int.MaxValue, [operation])))
                .Where(operation => operation.Figures.Due > 0)
                .ToDictionary(operation => operation.Name, operation => operation.Figures),
            Seconds,
            _spec.Connections,
            _loop.PeakConnections,
            Math.Round(lagP99 / 1000, 3),
            complaint is null,
            complaint);
    }

    private string? Complaint(Exception? failure, double lagP99, double late)
    {
        if (failure is not null) return $"the load broke off: {failure.GetType().Name}: {failure.Message}";
        if (_loop.Shortage is { } shortage) return shortage;
        return late <= LoadLimits.MaxLateShare
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"{late:0.0%} of the requests were sent more than {LoadLimits.MaxLag.TotalMilliseconds:0} ms late by the generator itself (p99 {lagP99 / 1000:0} ms): this machine was too busy for the load");
    }
}

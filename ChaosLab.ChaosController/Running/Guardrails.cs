using System.Globalization;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Running;

/// <summary>Ends a run when a stop condition holds for its time, or when the lab is halted or gone.</summary>
internal sealed class Guardrails(BridgeClient bridge, SafetySpec safety, RunAbort abort, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <summary>One question without an answer is a busy AppHost; so many in a row are none at all.</summary>
    private const int MostUnanswered = 3;

    private int _unanswered;

    /// <summary>Watches the stop conditions; returns when the run is to end, or when cancelled.</summary>
    /// <remarks>On its own: a bridge that answers slowly must not hold it up.</remarks>
    public async Task WatchLoadAsync(ILoad? load, CancellationToken ct)
    {
        if (load is null || safety.StopConditions.Count == 0) return;
        var since = new DateTimeOffset?[safety.StopConditions.Count];
        await RepeatAsync(() =>
        {
            LookAtLoad(load, since);
            return Task.CompletedTask;
        }, ct);
    }

    /// <summary>Watches whether the lab is halted or gone; returns when the run is to end, or when cancelled.</summary>
    public Task WatchHaltAsync(CancellationToken ct) => RepeatAsync(() => LookAtHaltAsync(ct), ct);

    private async Task RepeatAsync(Func<Task> look, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (!abort.IsRequested && await timer.WaitForNextTickAsync(ct)) await look();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nothing is left to be guarded.
        }
    }

    private void LookAtLoad(ILoad load, DateTimeOffset?[] since)
    {
        var now = time.GetUtcNow();
        var recent = load.Recent(OneSecond);
        for (var i = 0; i < since.Length; i++)
        {
            var condition = safety.StopConditions[i];

            // Nothing ended: that is no sign of being well, and none of the contrary.
            if (Measure(condition.Metric, load, recent) is not { } value) continue;
            if (!IsBeyond(condition, value))
            {
                since[i] = null;
                continue;
            }

            since[i] ??= now;
            if (now - since[i] < condition.For) continue;
            abort.Request(string.Create(CultureInfo.InvariantCulture,
                $"stop condition: {condition.Metric} was {value:0.###}, beyond {condition.Limit:0.###}, for {Shell.Duration.Show(condition.For)}"));
            return;
        }
    }

    /// <summary>Ends the run when the lab is halted, or its AppHost is gone; a halt may have ended the last fault a moment ago.</summary>
    public async Task LookAtHaltAsync(CancellationToken ct)
    {
        try
        {
            var halt = await bridge.GetHaltAsync(ct);
            Volatile.Write(ref _unanswered, 0);
            if (halt.Halted) abort.Request($"the lab was halted{(halt.Reason is { } reason ? $": {reason}" : "")}");
        }
        catch (BridgeException gone)
        {
            if (!gone.IsUnreachable || Interlocked.Increment(ref _unanswered) >= MostUnanswered) abort.Request($"the AppHost does not answer: {gone.Message}");
        }
    }

    private static double? Measure(string metric, ILoad load, RecentFigures recent) => metric switch
    {
        "error-rate" => recent.ErrorRate,
        "p95" => recent.P95,
        "p99" => recent.P99,
        "throughput" => load.Throughput(OneSecond),
        _ => null,
    };

    private static bool IsBeyond(StopCondition condition, double value)
        => condition.Metric == "throughput" ? value < condition.Limit : value > condition.Limit;
}

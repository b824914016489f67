using System.Globalization;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Running;

/// <summary>Watches while a run acts: a stop condition that holds for its time, or a halt of the lab, ends it.</summary>
internal sealed class Guardrails(BridgeClient bridge, SafetySpec safety, RunAbort abort, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>What is looked at: the last second of the load, which is over.</summary>
    private static readonly TimeSpan Looked = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the run is to end, or when cancelled.</summary>
    public async Task WatchAsync(ILoad? load, CancellationToken ct)
    {
        var since = new DateTimeOffset?[safety.StopConditions.Count];
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (!abort.IsRequested && await timer.WaitForNextTickAsync(ct))
            {
                if (load is not null) LookAtLoad(load, since);
                await LookAtHaltAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The method is over.
        }
    }

    private void LookAtLoad(ILoad load, DateTimeOffset?[] since)
    {
        var recent = load.Recent(Looked);
        var now = time.GetUtcNow();
        for (var i = 0; i < since.Length; i++)
        {
            var condition = safety.StopConditions[i];
            if (Measure(condition.Metric, recent) is not { } value || !IsBeyond(condition, value))
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
            if (await bridge.GetHaltAsync(ct) is { Halted: true } halt) abort.Request($"the lab was halted{(halt.Reason is { } reason ? $": {reason}" : "")}");
        }
        catch (BridgeException gone)
        {
            abort.Request($"the AppHost does not answer: {gone.Message}");
        }
    }

    private static double? Measure(string metric, LoadFigures recent) => metric switch
    {
        "error-rate" => recent.Due == 0 ? null : recent.ErrorRate,
        "p95" => recent.P95,
        "p99" => recent.P99,
        "throughput" => recent.Succeeded / Looked.TotalSeconds,
        _ => null,
    };

    private static bool IsBeyond(StopCondition condition, double value)
        => condition.Metric == "throughput" ? value < condition.Limit : value > condition.Limit;
}

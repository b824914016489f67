using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Running;

/// <summary>Checks the steady-state hypothesis.</summary>
internal sealed class HypothesisRunner(RunScope scope, ActivityRunner activities)
{
    private static readonly TimeSpan StandardPause = TimeSpan.FromSeconds(1);

    private SteadyStateHypothesis? Hypothesis => scope.Order.Experiment.Hypothesis;

    /// <summary>One check, up to the first probe that is not within its tolerance; null when there is no hypothesis.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: a check that was interrupted says nothing.</exception>
    public async Task<SteadyStateCheck?> CheckAsync(string when, CancellationToken ct)
    {
        if (Hypothesis is not { Probes.Count: > 0 } hypothesis) return null;

        var at = scope.Time.GetUtcNow();
        var probes = new List<ActivityRecord>();
        await activities.HooksAsync(hypothesis.Controls, "before", ct);
        foreach (var probe in hypothesis.Probes)
        {
            var record = await activities.RunAsync(probe, ct);
            probes.Add(record);
            if (!IsMet(record)) break;
        }

        var check = new SteadyStateCheck(at, probes.TrueForAll(IsMet), probes);
        if (!check.Met) ct.ThrowIfCancellationRequested();
        await activities.HooksAsync(hypothesis.Controls, "after", ct);
        scope.Log.Write(RunEventKind.SteadyState, check.Met ? $"Steady state {when}: met." : $"Steady state {when}: not met. {Why(probes[^1])}", when);
        return check;
    }

    /// <summary>Checks again and again until cancelled, or until the first deviation when <paramref name="failFast"/>.</summary>
    public async Task<IReadOnlyList<SteadyStateCheck>> CheckContinuouslyAsync(bool failFast, CancellationToken ct)
    {
        var checks = new List<SteadyStateCheck>();
        var pause = scope.Order.Experiment.Runtime.Frequency ?? StandardPause;
        try
        {
            while (await CheckAsync("during the method", ct) is { } check)
            {
                checks.Add(check);
                if (failFast && !check.Met) break;
                await Task.Delay(pause, scope.Time, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The method is over.
        }

        return checks;
    }

    /// <summary>Why a probe was not within its tolerance.</summary>
    public static string Why(ActivityRecord probe) => $"{probe.Name}: {probe.Error ?? probe.Tolerance ?? "not within its tolerance"}";

    private static bool IsMet(ActivityRecord probe) => probe is { Succeeded: true, ToleranceMet: not false };
}

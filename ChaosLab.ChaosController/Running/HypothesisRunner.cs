using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Running;

/// <summary>Checks the steady-state hypothesis.</summary>
/// <param name="scope">The run.</param>
/// <param name="activities">Carries out the probes.</param>
/// <param name="lastCheckLimit">What the check that runs when the method ends may still take; 1 min when left out.</param>
internal sealed class HypothesisRunner(RunScope scope, ActivityRunner activities, TimeSpan? lastCheckLimit = null)
{
    private static readonly TimeSpan StandardPause = TimeSpan.FromSeconds(1);

    /// <summary>Probes have time-outs of their own; the faults act on meanwhile.</summary>
    private static readonly TimeSpan LastCheckLimit = TimeSpan.FromMinutes(1);

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

    /// <summary>
    /// Checks again and again until the method is over. The check that runs at that moment goes on to its end, because a probe that hangs
    /// is what the fault was to show; if it does not end in time it is unknown.
    /// </summary>
    /// <param name="failFast">Whether to end once <paramref name="ratio"/> percent of the checks so far deviated.</param>
    /// <param name="ratio">In percent, 0 to 100; 0 means with the first.</param>
    /// <param name="over">Cancelled when the method is over.</param>
    /// <param name="abort">Cancelled when the run is ended before its time: then the running check is given up.</param>
    public async Task<ContinuousChecks> CheckContinuouslyAsync(bool failFast, double ratio, CancellationToken over, CancellationToken abort)
    {
        var checks = new List<SteadyStateCheck>();
        var pause = scope.Order.Experiment.Runtime.Frequency ?? StandardPause;
        using var last = CancellationTokenSource.CreateLinkedTokenSource(abort);
        await using var ending = over.Register(() => last.CancelAfter(lastCheckLimit ?? LastCheckLimit));
        try
        {
            do
            {
                if (await CheckAsync("during the method", last.Token) is not { } check) return ContinuousChecks.None;
                checks.Add(check);
                if (failFast && !check.Met && 100.0 * checks.Count(made => !made.Met) / checks.Count >= ratio) return new ContinuousChecks(checks, null, true);
            }
            while (await PauseAsync(pause, over));
        }
        catch (OperationCanceledException) when (last.IsCancellationRequested)
        {
            return new ContinuousChecks(checks, Missed(abort.IsCancellationRequested), false);
        }

        return new ContinuousChecks(checks, null, false);
    }

    // A check that an abort cuts off adds nothing to the reason of the abort.
    private string Missed(bool aborted)
    {
        var missed = aborted
            ? "the check that ran when the run was ended is not known"
            : $"the check that ran when the method ended was not done {Shell.Duration.Show(lastCheckLimit ?? LastCheckLimit)} later";
        scope.Log.Write(RunEventKind.SteadyState, $"Steady state during the method: {missed}.", "during the method");
        return missed;
    }

    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken over)
    {
        try
        {
            await Task.Delay(pause, scope.Time, over);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Why a probe was not within its tolerance.</summary>
    public static string Why(ActivityRecord probe) => $"{probe.Name}: {probe.Error ?? probe.Tolerance ?? "not within its tolerance"}";

    private static bool IsMet(ActivityRecord probe) => probe is { Succeeded: true, ToleranceMet: not false };
}

using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Experiments.Tolerances;
using ChaosLab.ChaosController.Probing;
using ChaosLab.ChaosController.Running.Functions;

namespace ChaosLab.ChaosController.Running;

/// <summary>Carries out one activity: pauses, hooks, the provider, the tolerance; nothing it does can hang or throw.</summary>
internal sealed class ActivityRunner(RunScope scope, LabFunctionTable functions, SecretMask mask)
{
    /// <summary>For an activity that has no time-out of its own: a restore may start a database.</summary>
    private static readonly TimeSpan StandardLimit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    /// <summary>Carries it out. Cancelled, it still answers: with a record that says so.</summary>
    public async Task<ActivityRecord> RunAsync(Activity activity, CancellationToken ct)
    {
        var started = scope.Time.GetUtcNow();
        ActivityAnswer answer;
        ToleranceResult? tolerance = null;
        try
        {
            if (activity.PauseBefore > TimeSpan.Zero) await Task.Delay(activity.PauseBefore, scope.Time, ct);
            started = scope.Time.GetUtcNow();
            scope.Log.Write(started, RunEventKind.ActivityStarted, $"{activity.Type}: {activity.Name}", activity.Name);
            await HooksAsync(activity, "before", ct);
            answer = await CarryOutAsync(activity.Provider, ct);
            if (activity.Tolerance is { } wanted && answer.Succeeded) tolerance = await CheckAsync(wanted, answer, ct);
            await HooksAsync(activity, "after", ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            answer = new ActivityAnswer(false, null, "interrupted");
        }

        var record = new ActivityRecord(
            activity.Name, activity.Type, answer.Succeeded, started, scope.Time.GetUtcNow(), mask.Apply(answer.Output),
            mask.Text(answer.Error), tolerance?.Met, mask.Text(tolerance?.Why),
            activity.Background, activity.Source, mask.Text(tolerance?.Seen), mask.Text(tolerance?.Rule));
        scope.Log.Write(record.EndedAt, RunEventKind.ActivityEnded, Tell(record), activity.Name, record);
        if (activity.PauseAfter > TimeSpan.Zero && !ct.IsCancellationRequested) await PauseAsync(activity.PauseAfter, ct);
        return record;
    }

    /// <summary>Runs the hooks that belong before or after something; their failures are noted and change nothing.</summary>
    public async Task HooksAsync(IReadOnlyList<Control> controls, string when, CancellationToken ct)
    {
        foreach (var control in controls.Where(control => control.Scope is null || control.Scope == when))
        {
            var answer = await CarryOutAsync(control.Provider, ct);
            if (!answer.Succeeded) scope.Log.Write(RunEventKind.Note, $"Control '{control.Name}' ({when}) failed: {answer.Error}", control.Name);
        }
    }

    private Task HooksAsync(Activity activity, string when, CancellationToken ct)
        => HooksAsync([.. scope.Order.Experiment.Controls.Where(control => control.Automatic), .. activity.Controls], when, ct);

    private async Task<ActivityAnswer> CarryOutAsync(Provider provider, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            limit.CancelAfter(LimitOf(provider));
            return provider switch
            {
                HttpProvider request => await HttpActivity.RunAsync(request, limit.Token),
                ProcessProvider program => await ProcessActivity.RunAsync(
                    program, scope.Order.Directory, scope.Order.ProgramEnvironment, limit.Token),
                LabProvider function => new ActivityAnswer(
                    true, await functions.Find(function.Func)(new LabArguments(function.Arguments), limit.Token), null),
                _ => new ActivityAnswer(false, null, $"the provider {provider.GetType().Name} is unknown"),
            };
        }
        catch (ActivityFailedException failed)
        {
            return new ActivityAnswer(false, null, failed.Message);
        }
        catch (BridgeException refused)
        {
            return new ActivityAnswer(false, null, refused.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ActivityAnswer(false, null, "not done within its time-out");
        }
#pragma warning disable CA1031 // Whatever an activity meets is its own failure: the run goes on to its undo and its record.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new ActivityAnswer(false, null, $"{error.GetType().Name}: {error.Message}");
        }
    }

    // http and process keep their own time-outs, and tell more of them; the limit is there for what they do besides.
    private static TimeSpan LimitOf(Provider provider) => provider switch
    {
        LabProvider { Timeout: { } own } => own,
        LabProvider function => StandardLimit + LabFunctionTable.LongestWait(function),
        HttpProvider { Timeout: { } own } => own + Slack,
        ProcessProvider { Timeout: { } own } => own + Slack,
        _ => StandardLimit,
    };

    private async Task<ToleranceResult> CheckAsync(Tolerance tolerance, ActivityAnswer judged, CancellationToken ct)
    {
        if (tolerance is not ProbeTolerance { Probe: var probe } judge) return ToleranceCheck.Check(tolerance, judged.Output, judged.Body);

        var answer = await CarryOutAsync(ToleranceProbe.ProviderFor(judge, judged.Output), ct);
        if (!answer.Succeeded) return new ToleranceResult(false, $"the probe '{probe.Name}' failed: {answer.Error}");
        return ToleranceCheck.Check(probe.Tolerance ?? tolerance, answer.Output, answer.Body);
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken ct)
    {
        try
        {
            await Task.Delay(pause, scope.Time, ct);
        }
        catch (OperationCanceledException)
        {
            // The run ends: the pause is over.
        }
    }

    private static string Tell(ActivityRecord record)
        => !record.Succeeded ? $"{record.Name}: failed, {record.Error}"
            : record.ToleranceMet == false ? $"{record.Name}: not within its tolerance, {record.Tolerance}"
            : $"{record.Name}: done in {Shell.Duration.Show(record.EndedAt - record.StartedAt)}";
}

using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Running;

/// <summary>
/// Runs one experiment: warm-up, load, hypothesis before, method with its guardrails, undo, recovery, hypothesis after, books, verdict.
/// Whatever happens in between, everything is undone and the record is complete.
/// </summary>
internal sealed class ExperimentRunner(RunScope scope, RunAbort abort, ActivityRunner activities, HypothesisRunner hypothesis, HealthWatch health)
{
    private readonly RunFacts _facts = new();
    private readonly Guardrails _guardrails = new(scope.Bridge, scope.Order.Experiment.Lab.Safety, abort, scope.Time);

    private Experiment Experiment => scope.Order.Experiment;

    /// <summary>Runs to the end; cancelled, it ends cleanly and says why.</summary>
    public async Task<RunRecord> RunAsync()
    {
        scope.Log.Write(
            RunEventKind.RunStarted, $"{Experiment.Title} (seed {scope.Order.Seed}, asked for by {scope.Order.By})", scope.Id, Experiment.Source);
        using var over = new CancellationTokenSource();
        var watching = _guardrails.WatchHaltAsync(over.Token);
        try
        {
            await PrepareAsync();
            await StartLoadAsync();
            if (await IsSteadyBeforeAsync()) await RunMethodAsync();
        }
        catch (OperationCanceledException) when (abort.IsRequested)
        {
            // What was asked for; the end follows.
        }
#pragma warning disable CA1031 // Whatever it was, what was done has to be undone, and the record says what went wrong.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _facts.Error = error.Message;
            scope.Log.Write(RunEventKind.Note, $"The run cannot go on: {error.Message}");
        }

        await new RunEnding(scope, abort, activities, hypothesis, health, _facts).EndAsync();
        await over.CancelAsync();
        await watching;
        return Conclude();
    }

    private async Task PrepareAsync()
    {
        await health.StartAsync(abort.Token);
        var resources = await scope.Bridge.GetResourcesAsync(abort.Token);
        scope.RestartsBefore = resources.ToDictionary(resource => resource.Name, resource => resource.Restarts);
        scope.Logs.Start(resources.Select(resource => resource.Name));
        _facts.Snapshots.Add(await scope.Snapshots.TakeAsync("before", abort.Token));
        _facts.GatewayBefore = await GatewayStatistics.ReadAsync(scope.GatewaySocket, abort.Token);
        await activities.HooksAsync(Experiment.Controls, "before", abort.Token);
    }

    private async Task StartLoadAsync()
    {
        if (Experiment.Lab.Load is not { } load) return;
        var gateway = scope.Lab.GatewayUrl ?? throw new ActivityFailedException("the lab has no gateway to put load on");
        if (load.Command is { Count: > 0 } command)
        {
            scope.Log.Write(RunEventKind.LoadStarted, $"Load by {command[0]} on {gateway}.");
            scope.LoadCommand = ExternalLoadProcess.Start(
                command, scope.Order.Directory, new Dictionary<string, string>(scope.Order.ProgramEnvironment) { ["CHAOSLAB_GATEWAY"] = gateway });
        }
        else
        {
            await new WarmUp(scope).RunAsync(load, new Uri(gateway), abort.Token);
            _facts.Steal = new StealTime();
            scope.Load = LoadGenerator.Start(load, new Uri(gateway), scope.Decisions.SeedFor("load"), scope.Purchases, scope.Time, outcomes: scope.Outcomes);
            scope.Log.Write(RunEventKind.LoadStarted, $"Load on {gateway}, at most {load.Connections} connections.", null, load);
        }

        await Task.Delay(load.Lead, scope.Time, abort.Token);
        if (scope.LoadCommand is { HasFailed: true }) throw new ActivityFailedException("the load command failed before the method began, so nothing was injected");
    }

    private async Task<bool> IsSteadyBeforeAsync()
    {
        if (Experiment.Runtime.Hypothesis is HypothesisStrategy.AfterMethodOnly or HypothesisStrategy.DuringMethodOnly) return true;
        _facts.Before = await hypothesis.CheckAsync("before the method", abort.Token);
        return _facts.Before is not { Met: false };
    }

    private async Task RunMethodAsync()
    {
        _facts.MethodStartedAt = scope.Time.GetUtcNow();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(abort.Token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abort.Token);
        using var ended = new CancellationTokenSource();
        var watching = Task.WhenAll(_guardrails.WatchLoadAsync(scope.Load, over.Token), TakeDuringAsync(over.Token));
        var runtime = Experiment.Runtime;
        var checks = runtime.Hypothesis is HypothesisStrategy.Continuously or HypothesisStrategy.DuringMethodOnly
            ? hypothesis.CheckContinuouslyAsync(runtime.FailFast, runtime.FailFastRatio, ended.Token, abort.Token)
            : Task.FromResult(ContinuousChecks.None);
        var method = new MethodRunner(activities);
        try
        {
            limit.CancelAfter(Experiment.Lab.Safety.MaxDuration);
            var running = method.RunAsync(Experiment.Method, limit.Token);
            var failedFast = runtime.FailFast && await Task.WhenAny(running, checks) == checks && (await checks).FailedFast;
            if (failedFast)
            {
                scope.Log.Write(RunEventKind.Note, "The steady state deviated, and the experiment asks to fail fast: the method ends here.");
                await limit.CancelAsync();
            }

            await running;

            // A halt may have ended the last fault a moment ago.
            await _guardrails.LookAtHaltAsync(CancellationToken.None);
            if (limit.IsCancellationRequested && !failedFast)
                abort.Request($"the method took longer than its limit of {Shell.Duration.Show(Experiment.Lab.Safety.MaxDuration)}");
        }
        finally
        {
            _facts.Method = method.Records;
            _facts.MethodEndedAt = scope.Time.GetUtcNow();

            // What guards the run goes on beside the last check: the faults still act.
            await ended.CancelAsync();
            var made = await checks;
            await over.CancelAsync();
            await watching;
            (_facts.During, _facts.DuringUnknown) = (made.Checks, made.Unknown);
        }
    }

    private async Task TakeDuringAsync(CancellationToken ct)
    {
        if (await new SnapshotDuring(scope).TakeAsync(ct) is { } snapshot) _facts.Snapshots.Add(snapshot);
    }

    private RunRecord Conclude()
    {
        abort.Close();
        var record = _facts.ToRecord(scope, health.Changes, scope.Load);
        var judgement = Judge.Of(record, Experiment.Lab.Slo, _facts.Counted(Experiment.Lab.Slo, scope.Load), abort.Reason, _facts.Error);
        scope.Log.Write(RunEventKind.Verdict, $"{judgement.Verdict}: {string.Join(" ", judgement.Reasons)}", scope.Id, judgement);
        return record with { Judgement = judgement, EndedAt = scope.Time.GetUtcNow(), Timeline = RunFacts.TimelineOf(scope.Log.Events, record.Telemetry?.Detections ?? []) };
    }
}

using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Analysis;
using ChaosLab.ChaosController.Verdicts;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>
/// Runs one experiment: load, hypothesis before, method with its guardrails, undo, recovery, hypothesis after, books, verdict.
/// Whatever happens in between, everything is undone and the record is complete.
/// </summary>
internal sealed class ExperimentRunner(RunScope scope, RunAbort abort, ActivityRunner activities, HypothesisRunner hypothesis, HealthWatch health)
{
    /// <summary>What the end may take when everything hangs: undo, recovery, rollbacks, books.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(5);

    /// <summary>Services export every half second; what they did last is there then.</summary>
    private static readonly TimeSpan TelemetryDelay = TimeSpan.FromSeconds(2);

    private GatewayStatistics? _gatewayBefore;
    private readonly RunFacts _facts = new();

    private Experiment Experiment => scope.Order.Experiment;

    /// <summary>Runs to the end; cancelled, it ends cleanly and says why.</summary>
    public async Task<RunRecord> RunAsync()
    {
        scope.Log.Write(RunEventKind.RunStarted, $"{Experiment.Title} (seed {scope.Order.Seed})", scope.Id, Experiment.Source);
        var lab = await scope.Bridge.GetLabAsync(abort.Token);
        ExternalLoadProcess? external = null;
        try
        {
            await health.StartAsync(abort.Token);
            var resources = await scope.Bridge.GetResourcesAsync(abort.Token);
            scope.RestartsBefore = resources.ToDictionary(resource => resource.Name, resource => resource.Restarts);
            scope.Logs.Start(resources.Select(resource => resource.Name));
            await SnapshotAsync("before", abort.Token);
            _gatewayBefore = await GatewayStatistics.ReadAsync(scope.GatewaySocket, abort.Token);
            await activities.HooksAsync(Experiment.Controls, "before", abort.Token);
            external = await StartLoadAsync(lab);
            if (await IsSteadyBeforeAsync()) await RunMethodAsync();
        }
        catch (OperationCanceledException) when (abort.IsRequested)
        {
            // What was asked for; the end follows.
        }
        catch (Exception error) when (error is BridgeException or ActivityFailedException or IOException or ArgumentException)
        {
            _facts.Error = error.Message;
            scope.Log.Write(RunEventKind.Note, $"The run cannot go on: {error.Message}");
        }

        if (abort.Reason is { } reason) scope.Log.Write(RunEventKind.Abort, $"Ended before its time: {reason}.");
        using var limit = new CancellationTokenSource(EndLimit);
        await EndAsync(external, limit.Token);
        return Conclude(lab);
    }

    private async Task<ExternalLoadProcess?> StartLoadAsync(LabInfo lab)
    {
        if (Experiment.Lab.Load is not { } load) return null;
        var gateway = lab.GatewayUrl ?? throw new ActivityFailedException("the lab has no gateway to put load on");
        ExternalLoadProcess? external = null;
        if (load.Command is { Count: > 0 } command)
        {
            scope.Log.Write(RunEventKind.LoadStarted, $"Load by {command[0]} on {gateway}.");
            external = ExternalLoadProcess.Start(
                command, scope.Order.Directory, new Dictionary<string, string>(scope.Order.ProgramEnvironment) { ["CHAOSLAB_GATEWAY"] = gateway });
        }
        else
        {
            scope.Load = LoadGenerator.Start(load, new Uri(gateway), scope.Decisions.SeedFor("load"), scope.Purchases, scope.Time);
            scope.Log.Write(RunEventKind.LoadStarted, $"Load on {gateway}, at most {load.Connections} connections.", null, load);
        }

        await Task.Delay(load.Lead, scope.Time, abort.Token);
        return external;
    }

    private async Task<bool> IsSteadyBeforeAsync()
    {
        if (Experiment.Runtime.Hypothesis is HypothesisStrategy.AfterMethodOnly or HypothesisStrategy.DuringMethodOnly) return true;
        _facts.Before = await hypothesis.CheckAsync("before the method", abort.Token);
        return _facts.Before is not { Met: false };
    }

    private async Task RunMethodAsync()
    {
        var strategy = Experiment.Runtime.Hypothesis;
        _facts.MethodStartedAt = scope.Time.GetUtcNow();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(abort.Token);
        var guardrails = new Guardrails(scope.Bridge, Experiment.Lab.Safety, abort, scope.Time);
        var guarding = guardrails.WatchAsync(scope.Load, over.Token);
        var checks = strategy is HypothesisStrategy.Continuously or HypothesisStrategy.DuringMethodOnly
            ? hypothesis.CheckContinuouslyAsync(Experiment.Runtime.FailFast, over.Token)
            : Task.FromResult<IReadOnlyList<SteadyStateCheck>>([]);
        var during = SnapshotDuringAsync(over.Token);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abort.Token);
        limit.CancelAfter(Experiment.Lab.Safety.MaxDuration);
        var method = new MethodRunner(activities);
        var running = method.RunAsync(Experiment.Method, limit.Token);
        if (Experiment.Runtime.FailFast && await Task.WhenAny(running, checks) == checks && !running.IsCompleted && (await checks).Any(check => !check.Met))
            abort.Request("the steady state deviated, and the experiment asks to fail fast");
        await running;
        await guardrails.LookAtHaltAsync(CancellationToken.None);

        _facts.Method = method.Records;
        _facts.MethodEndedAt = scope.Time.GetUtcNow();
        if (limit.IsCancellationRequested && !abort.IsRequested)
            abort.Request($"the method took longer than its limit of {Shell.Duration.Show(Experiment.Lab.Safety.MaxDuration)}");
        await over.CancelAsync();
        await Task.WhenAll(guarding, during);
        _facts.During = await checks;
    }

    // The middle of the trouble: as soon as the first fault is felt.
    private async Task SnapshotDuringAsync(CancellationToken ct)
    {
        try
        {
            while (!scope.Faults.All.Any(fault => fault.Record.EffectSeenAt is not null)) await Task.Delay(HealthWatch.Interval, scope.Time, ct);
            await SnapshotAsync("during", ct);
        }
        catch (Exception error) when (error is OperationCanceledException or BridgeException)
        {
            // The method ended before anything was felt.
        }
    }

    private async Task EndAsync(ExternalLoadProcess? external, CancellationToken ct)
    {
        await StepAsync("ending the faults", () => scope.Faults.EndAllAsync(ct));
        if (MustRollBack()) await StepAsync("the rollbacks", () => RollBackAsync(ct));
        if (Experiment.Lab.Load is { } load && !abort.IsRequested) await StepAsync("the load's tail", () => Task.Delay(load.Tail, scope.Time, abort.Token));
        if (!abort.IsRequested && _facts.Error is null && _facts.MethodStartedAt is not null
            && Experiment.Runtime.Hypothesis is not (HypothesisStrategy.BeforeMethodOnly or HypothesisStrategy.DuringMethodOnly))
        {
            await StepAsync("the steady state after", async () => _facts.After = await hypothesis.CheckAsync("after the method", ct));
        }

        if (scope.Load is { } generator) await StepAsync("stopping the load", async () => _facts.Load = await generator.StopAsync(ct));
        if (external is not null)
        {
            await StepAsync("the load command", async () => _facts.External = await external.EndAsync(
                abort.IsRequested ? TimeSpan.Zero : Experiment.Lab.Load!.Timeout + TimeSpan.FromSeconds(30)));
            await external.DisposeAsync();
        }

        if (_facts.Load is not null)
        {
            scope.Log.Write(RunEventKind.LoadEnded, $"Load ended: {_facts.Load.Total.Due} requests, {_facts.Load.Total.Errors} errors.", null, _facts.Load.Total);
            await StepAsync("the books", () => CheckBooksAsync(ct));
        }

        await StepAsync("the hooks after", () => activities.HooksAsync(Experiment.Controls, "after", ct));
        await StepAsync("the snapshot after", () => SnapshotAsync("after", ct));
        await StepAsync("the telemetry", async () =>
        {
            var end = scope.Time.GetUtcNow();
            await Task.Delay(TelemetryDelay, scope.Time, ct);
            var findings = TelemetryAnalysis.Find(scope.Telemetry, scope.StartedAt, end);
            var balancer = _gatewayBefore is not null && await GatewayStatistics.ReadAsync(scope.GatewaySocket, ct) is { } now ? now.Since(_gatewayBefore) : [];
            _facts.Telemetry = findings with { Absorbers = [.. findings.Absorbers, .. balancer] };
        });
        await health.DisposeAsync();
        await scope.Logs.DisposeAsync();
    }

    private async Task CheckBooksAsync(CancellationToken ct)
    {
        foreach (var order in scope.Load!.ReturnAttempts) scope.Purchases.AddReturn(order, acknowledged: false);
        if (scope.Purchases.Purchases.Count == 0 || scope.Settling is not { } settling) return;

        _facts.Ledger = await settling.SettleAsync(scope.Purchases, null, ct);
        if (settling.LastBooks is { } books) await HistoryExport.WriteAsync(scope.Folder.History, scope.Purchases.Purchases, books, ct);
    }

    // One step of the end that fails must not keep the others from being taken.
    private async Task StepAsync(string what, Func<Task> step)
    {
        try
        {
            await step();
        }
#pragma warning disable CA1031 // Whatever goes wrong here is said in the record, and the end goes on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (error is OperationCanceledException && abort.IsRequested) return;
            _facts.Error ??= $"{what}: {error.Message}";
            scope.Log.Write(RunEventKind.Note, $"Trouble with {what}: {error.Message}");
        }
    }

    private bool MustRollBack() => Experiment.Rollbacks.Count > 0 && _facts.MethodStartedAt is not null && Experiment.Runtime.Rollbacks switch
    {
        RollbackStrategy.Always => true,
        RollbackStrategy.Never => false,
        RollbackStrategy.Deviated => _facts.During.Any(check => !check.Met),
        _ => !abort.IsRequested && _facts.Error is null,
    };

    private async Task RollBackAsync(CancellationToken ct)
    {
        scope.Log.Write(RunEventKind.Rollback, "Rolling back.");
        var rollbacks = new MethodRunner(activities);
        await rollbacks.RunAsync(Experiment.Rollbacks, ct);
        _facts.Rollbacks = rollbacks.Records;
    }

    private async Task SnapshotAsync(string when, CancellationToken ct)
    {
        var snapshot = await scope.Snapshots.TakeAsync(when, ct);
        _facts.Snapshots.Add(snapshot);
    }

    private RunRecord Conclude(LabInfo lab)
    {
        var record = _facts.ToRecord(scope, lab, health.Changes, scope.Load);
        var judgement = Judge.Of(record, Experiment.Lab.Slo, _facts.Counted(Experiment.Lab.Slo, scope.Load), abort.Reason, _facts.Error);
        scope.Log.Write(RunEventKind.Verdict, $"{judgement.Verdict}: {string.Join(" ", judgement.Reasons)}", scope.Id, judgement);
        return record with { Judgement = judgement, EndedAt = scope.Time.GetUtcNow(), Timeline = RunFacts.TimelineOf(scope.Log.Events) };
    }
}

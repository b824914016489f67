using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Analysis;

namespace ChaosLab.ChaosController.Running;

/// <summary>
/// The end of a run, however it came: undo, recovery, the last check, rollbacks, the end of the load, the books, and what else the
/// record needs. An aborted run rolls back beside the recovery. A step that fails or takes too long is noted, and keeps no other from
/// being taken.
/// </summary>
internal sealed class RunEnding(
    RunScope scope, RunAbort abort, ActivityRunner activities, HypothesisRunner hypothesis, HealthWatch health, RunFacts facts)
{
    /// <summary>What undo and recovery, the last check, and the rollbacks may take, each of its own, when everything hangs.</summary>
    private static readonly TimeSpan UndoLimit = TimeSpan.FromMinutes(5);

    /// <summary>What the load's end, the books and the rest of the record may take; of its own, so that a hanging undo does not cost them.</summary>
    private static readonly TimeSpan RecordLimit = TimeSpan.FromMinutes(3);

    /// <summary>What a load command may take to end by itself, beside its time-out.</summary>
    private static readonly TimeSpan LoadCommandLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(1);

    /// <summary>How long a steady state is looked for again at most, whatever the objective: less than <see cref="UndoLimit"/>, so that the answer counts.</summary>
    private static readonly TimeSpan LookLimit = TimeSpan.FromMinutes(2);

    /// <summary>Services export every half second; what they did last is there then.</summary>
    private static readonly TimeSpan TelemetryDelay = TimeSpan.FromSeconds(2);

    private bool _rolledBack;

    private Experiment Experiment => scope.Order.Experiment;

    /// <summary>Takes every step; never throws.</summary>
    public async Task EndAsync()
    {
        await WithinAsync(UndoLimit, ct => StepAsync("ending the faults", () => scope.Faults.LiftAllAsync(ct)));
        await RecoverAsync();

        // As long as the file says: no limit but an abort.
        await UnlessAbortedAsync("the load's tail", Tail, CancellationToken.None);
        await WithinAsync(UndoLimit, ct => UnlessAbortedAsync("the steady state after", CheckAfterAsync, ct));

        // After the last check, as in Chaos Toolkit: it is the system that is to come back, not the rollbacks that bring it back.
        await RollBackOnceAsync();
        await WithinAsync(RecordLimit, CompleteAsync);
    }

    // Whoever ends a run before its time wants the lab back at once, not after every fault was watched to its recovery.
    private async Task RecoverAsync()
    {
        var recovering = WithinAsync(UndoLimit, ct => StepAsync("the recovery", () => scope.Faults.RecoveredAsync(ct)));
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (abort.Token.Register(aborted.SetResult)) await Task.WhenAny(recovering, aborted.Task);
        if (abort.IsRequested) await RollBackOnceAsync();
        await recovering;
    }

    private async Task RollBackOnceAsync()
    {
        if (_rolledBack) return;
        _rolledBack = true;
        var before = scope.Faults.All.Count;
        await WithinAsync(UndoLimit, RollBackAsync);
        if (scope.Faults.All.Count > before) await WithinAsync(UndoLimit, ct => StepAsync("ending the faults of the rollbacks", () => EndFaultsAsync(ct)));
    }

    private async Task WithinAsync(TimeSpan limit, Func<CancellationToken, Task> steps)
    {
        using var over = new CancellationTokenSource(limit, scope.Time);
        await steps(over.Token);
    }

    private async Task CompleteAsync(CancellationToken ct)
    {
        if (scope.Load is { } load) await StepAsync("stopping the load", async () => facts.Load = await load.StopAsync(ct));
        if (scope.LoadCommand is { } command) await StepAsync("the load command", () => EndCommandAsync(command));
        if (facts.Load is { } result)
        {
            facts.StolenShare = facts.Steal?.Share;
            scope.Log.Write(RunEventKind.LoadEnded, $"Load ended: {result.Total.Due} requests, {result.Total.Errors} errors.", null, result.Total);
            await StepAsync("the books", () => CheckBooksAsync(ct));
        }

        await StepAsync("the hooks after", () => activities.HooksAsync(Experiment.Controls, "after", ct));
        await StepAsync("the snapshot after", async () => facts.Snapshots.Add(await scope.Snapshots.TakeAsync("after", ct)));
        await StepAsync("the telemetry", () => ReadTelemetryAsync(ct));
        await StepAsync("the watch of health", () => health.DisposeAsync().AsTask());
        await StepAsync("the logs", () => scope.Logs.DisposeAsync().AsTask());
    }

    private async Task EndFaultsAsync(CancellationToken ct)
    {
        await scope.Faults.LiftAllAsync(ct);
        await scope.Faults.RecoveredAsync(ct);
    }

    private async Task RollBackAsync(CancellationToken ct)
    {
        if (!MustRollBack()) return;
        scope.Log.Write(RunEventKind.Rollback, "Rolling back.");
        var rollbacks = new MethodRunner(activities);
        await StepAsync("the rollbacks", async () =>
        {
            await rollbacks.RunAsync(Experiment.Rollbacks, ct);
            facts.Rollbacks = rollbacks.Records;
            if (!ct.IsCancellationRequested) return;
            string[] left = [.. Experiment.Rollbacks.Skip(facts.Rollbacks.Count).Select(rollback => $"'{rollback.Name}'")];
            if (left.Length > 0) throw new ActivityFailedException($"not done within {Shell.Duration.Show(UndoLimit)}, and not begun: {string.Join(", ", left)}");
            ct.ThrowIfCancellationRequested();
        });
    }

    private bool MustRollBack() => Experiment.Rollbacks.Count > 0 && Experiment.Runtime.Rollbacks switch
    {
        RollbackStrategy.OnceBegun => facts.MethodStartedAt is not null,
        RollbackStrategy.Always => true,
        RollbackStrategy.Never => false,
        RollbackStrategy.Deviated => facts.During.Any(check => !check.Met) || facts.After is { Met: false },
        _ => !abort.IsRequested && !IsBroken(facts.Before) && !IsBroken(facts.After),
    };

    // What Chaos Toolkit calls a failed run: a probe of the hypothesis could not be carried out.
    private static bool IsBroken(SteadyStateCheck? check) => check is { Met: false } && check.Probes.Any(probe => !probe.Succeeded);

    private Task Tail(CancellationToken ct) => Experiment.Lab.Load is { } load ? Task.Delay(load.Tail, scope.Time, ct) : Task.CompletedTask;

    private async Task CheckAfterAsync(CancellationToken ct)
    {
        if (facts.Error is not null || facts.MethodStartedAt is null) return;
        if (Experiment.Runtime.Hypothesis is HypothesisStrategy.BeforeMethodOnly or HypothesisStrategy.DuringMethodOnly) return;
        facts.After = await hypothesis.CheckAsync("after the method", ct);

        // The objective says how long the way back may take: what is not met before is looked at again, what is not met then is not met.
        var longest = scope.Time.GetUtcNow() + LookLimit;
        while (facts.After is { Met: false } && ReturnsUntil() is { } until && scope.Time.GetUtcNow() is var now && now < until && now < longest)
        {
            await Task.Delay(LookPause, scope.Time, ct);
            facts.After = await hypothesis.CheckAsync("after the method", ct);
        }
    }

    // As RTO counts: from the end of the last fault, of one that acts in a moment from its act.
    private DateTimeOffset? ReturnsUntil()
        => Experiment.Lab.Slo?.Rto is { } rto
            ? scope.Faults.All.Select(fault => fault.Record).Max(fault => fault.ActedAt is { } acted ? (fault.LiftedAt ?? acted) + rto : (DateTimeOffset?)null)
            : null;

    private async Task EndCommandAsync(ExternalLoadProcess command)
    {
        await using (command)
        {
            facts.External = await command.EndAsync(abort.IsRequested ? TimeSpan.Zero : Experiment.Lab.Load!.Timeout + LoadCommandLimit);
        }
    }

    private async Task CheckBooksAsync(CancellationToken ct)
    {
        foreach (var attempt in scope.Load!.ReturnAttempts) scope.Purchases.AddReturn(attempt.OrderId, attempt.Acknowledged);
        if (scope.Purchases.Purchases.Count == 0 || scope.Settling is not { } settling) return;

        facts.Ledger = await settling.SettleAsync(scope.Purchases, null, ct);
        await KeepHistoryAsync(settling.LastBooks, ct);
    }

    // A file for outside checkers, without a read at its end where the books could not be read: that it cannot be written changes
    // nothing of what the books say.
    private async Task KeepHistoryAsync(ShopBooks? books, CancellationToken ct)
    {
        try
        {
            await HistoryExport.WriteAsync(scope.Folder.History, scope.Purchases.Purchases, books, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            scope.Log.Write(RunEventKind.Note, $"{Path.GetFileName(scope.Folder.History)} could not be written: {error.Message}");
        }
    }

    private async Task ReadTelemetryAsync(CancellationToken ct)
    {
        var end = scope.Time.GetUtcNow();
        await Task.Delay(TelemetryDelay, scope.Time, ct);
        var findings = TelemetryAnalysis.Find(scope.Telemetry, scope.StartedAt, end, Acting());
        var balancer = facts.GatewayBefore is { } before && await GatewayStatistics.ReadAsync(scope.GatewaySocket, ct) is { } now ? now.Since(before) : [];
        facts.Telemetry = findings with { Absorbers = [.. findings.Absorbers, .. balancer] };
    }

    private ActingFault[] Acting() =>
    [
        .. scope.Faults.All.Select(fault => fault.Record).Where(fault => fault.ActedAt is not null)
            .Select(fault => new ActingFault(fault.Id, fault.ActedAt!.Value, fault.RecoveredAt ?? fault.LiftedAt ?? DateTimeOffset.MaxValue)),
    ];

    // An aborted run waits for nothing that is only measured.
    private async Task UnlessAbortedAsync(string what, Func<CancellationToken, Task> step, CancellationToken ct)
    {
        if (abort.IsRequested) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, abort.Token);
        await StepAsync(what, async () =>
        {
            try
            {
                await step(either.Token);
            }
            catch (OperationCanceledException) when (abort.IsRequested)
            {
                // The rest of the end follows at once.
            }
        });
    }

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
            var problem = $"{what}: {(error is OperationCanceledException ? "not done in time" : error.Message)}";
            facts.Error ??= problem;
            scope.Log.Write(RunEventKind.Note, $"Trouble with {problem}");
        }
    }
}

using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Planning;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;
using ChaosLab.ChaosController.Verdicts;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Runs an experiment in the lab's chaos service, tells what happens, and gives the verdict.</summary>
internal sealed class ExperimentRun(CliContext context, string? name, bool json)
{
    /// <summary>How long an interrupted run may take to undo everything.</summary>
    private static readonly TimeSpan AbortLimit = TimeSpan.FromMinutes(3);

    /// <summary>Prints what would be done, and does nothing.</summary>
    public async Task<int> PlanAsync(ExperimentSource file, IReadOnlyDictionary<string, string> variables, CancellationToken ct)
    {
        using var lab = ConnectedLab.Open(context, name);
        var (reading, kinds, resources) = await ReadAsync(lab, file, variables, ct);
        var experiment = reading.Experiment!;
        var plan = await PlanGuard.AskAsync(
            ExperimentPlan.Of(experiment, kinds, resources, await lab.Bridge.GetHaltAsync(ct), context.Time.GetLocalNow().DateTime, reading.Dynamic),
            experiment.Lab.Safety, lab.Bridge, ct);
        if (json) context.Terminal.Line(Json.Write(plan));
        else PlanText.Write(context.Terminal, plan);
        return plan.Problems.Count == 0 ? ExitCodes.Done : ExitCodes.WrongUse;
    }

    /// <summary>Runs it to its end; returns the exit code of the verdict.</summary>
    public async Task<int> RunAsync(ExperimentSource file, IReadOnlyDictionary<string, string> variables, int? seed, CancellationToken ct)
    {
        using var lab = ConnectedLab.Open(context, name);
        var (_, status) = await RunAsync(lab, file, variables, seed, ct);
        if (status is null) return VerdictExitCodes.Of(ct.IsCancellationRequested ? Verdict.Aborted : Verdict.Error);
        if (json) context.Terminal.Line(Json.Write(status));
        else VerdictText.Write(context.Terminal, status);
        return VerdictExitCodes.Of(status.Judgement?.Verdict ?? Verdict.Error);
    }

    /// <summary>Runs it in a given lab; null when its end was not seen: the service ended or stopped answering, or a second Ctrl+C.</summary>
    public async Task<(Experiment Experiment, RunStatus? Status)> RunAsync(
        ConnectedLab lab, ExperimentSource file, IReadOnlyDictionary<string, string> variables, int? seed, CancellationToken ct)
    {
        var (reading, _, _) = await ReadAsync(lab, file, variables, ct);
        var request = new RunRequest(
            file.Text, Path.GetFullPath(file.Path), LabEnvironment.For(file.Text, lab.Location), variables, seed, FaultSettings.Owner);

        // Once it is sent the run may go on, so Ctrl+C does not cut the request off: its answer says what is to be ended.
        ct.ThrowIfCancellationRequested();
        var started = await StartAsync(lab, request);
        if (!json) context.Terminal.Marked($"[bold]{started.Title}[/] [grey](run {started.Id}, seed {started.Seed})[/]");
        return (reading.Experiment!, await FollowAsync(lab, started, ct));
    }

    private static async Task<RunStatus> StartAsync(ConnectedLab lab, RunRequest request)
    {
        try
        {
            return await lab.Runs.StartAsync(request, CancellationToken.None);
        }
        catch (BridgeException error) when (error.IsUnreachable)
        {
            throw LabError.No($"{error.Message} Whether the run began is not known: ./lab runs shows it if it did, ./lab halt ends it.");
        }
    }

    private async Task<RunStatus?> FollowAsync(ConnectedLab lab, RunStatus started, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.Interruption.Insisted);
        var aborting = Task.CompletedTask;
        var abort = ct.Register(() =>
        {
            patience.CancelAfter(AbortLimit);
            aborting = AbortAsync(lab, started.Id);
        });
        var narration = new RunNarration(context, json);
        try
        {
            await foreach (var happened in lab.Runs.FollowAsync(started.Id, patience.Token)) narration.Tell(happened);

            // The stream ends with the journal; the reports are written a moment later.
            while (true)
            {
                var status = await lab.Runs.GetAsync(started.Id, patience.Token);
                if (!status.Running) return status;
                await Task.Delay(TimeSpan.FromMilliseconds(100), context.Time, patience.Token);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            context.Terminal.Error($"The end of the run {started.Id} was not waited for. What became of it: ./lab report {started.Id}; undo everything: ./lab halt");
            return null;
        }
        catch (BridgeException error)
        {
            context.Terminal.Error(
                $"What became of the run {started.Id} is not known: {error.Message} If the chaos service has ended, the AppHost has undone every fault; "
                + $"if it is only slow, the run goes on: ./lab report {started.Id} shows its end, ./lab halt ends it. "
                + $"The journal: {Path.Combine(started.Folder, "journal.jsonl")}");
            return null;
        }
        finally
        {
            await abort.DisposeAsync();
            await aborting;
        }
    }

    // Not cut off by a second Ctrl+C: a run that nobody waits for must end all the more.
    private async Task AbortAsync(ConnectedLab lab, string id)
    {
        context.Terminal.Note("Ending the run: everything is undone first. Again Ctrl+C: do not wait.");
        try
        {
            await lab.Runs.AbortAsync(id, "Ctrl+C", CancellationToken.None);
        }
        catch (BridgeException error)
        {
            context.Terminal.Error($"The run could not be ended: {error.Message} Undo everything: ./lab halt");
        }
    }

    private static async Task<(ExperimentReading Reading, FaultKind[] Kinds, IReadOnlyList<ResourceStatus> Resources)> ReadAsync(
        ConnectedLab lab, ExperimentSource file, IReadOnlyDictionary<string, string> variables, CancellationToken ct)
    {
        var kinds = await lab.Bridge.GetFaultKindsAsync(ct);
        var parts = await LabParts.OfAsync(lab.Bridge, ct);
        var inputs = new ExperimentInputs(LabEnvironment.For(file.Text, lab.Location), variables) { Directory = Path.GetDirectoryName(Path.GetFullPath(file.Path)) };
        var reading = ExperimentReader.Read(file.Text, file.Path, inputs, kinds, parts);
        return reading.Experiment is not null
            ? (reading, kinds, parts.Resources)
            : throw LabError.WrongUse(string.Join('\n', reading.Mistakes));
    }
}

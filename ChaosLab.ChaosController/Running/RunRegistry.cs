using System.Collections.Concurrent;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running.Functions;
using ChaosLab.ChaosController.Safety;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>The runs of this service: one at a time, because two would see each other's faults.</summary>
internal sealed class RunRegistry(
    BridgeClient bridge, HealthProbe probe, BooksReader books, TelemetryStore telemetry, LoadOutcomes outcomes, RunsDirectory directory,
    TimeProvider time, ILogger<RunRegistry> logger) : IHostedLifecycleService, IDisposable
{
    /// <summary>Runs that have ended and are still known here; all are on the disk.</summary>
    private const int MostKept = 50;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, RunSession> _runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _starting = new(1);

    /// <summary>The run that goes on, or null.</summary>
    public RunSession? Active => _runs.Values.FirstOrDefault(run => run.IsRunning);

    /// <summary>The last runs of this service, the newest first.</summary>
    public IReadOnlyList<RunSession> All => [.. _runs.Values.OrderByDescending(run => run.StartedAt)];

    public RunSession? Find(string id) => _runs.GetValueOrDefault(id);

    /// <summary>Starts a run and returns at once.</summary>
    /// <exception cref="RunRefusedException">Another one goes on, the lab is halted, or the time is excluded.</exception>
    /// <exception cref="BridgeException">The AppHost does not answer.</exception>
    /// <exception cref="IOException">Its folder cannot be made.</exception>
    public async Task<RunSession> StartAsync(RunOrder order, CancellationToken ct)
    {
        await _starting.WaitAsync(ct);
        try
        {
            if (Active is { } other) throw new RunRefusedException($"The run {other.Id} goes on; wait for its end, or end it with Ctrl+C or ./lab halt.");
            var halt = await bridge.GetHaltAsync(ct);
            if (StartRules.Refusals(order.Experiment.Lab.Safety, halt, time.GetLocalNow().DateTime).FirstOrDefault() is { } why) throw new RunRefusedException(why);
            return Begin(order, await bridge.GetLabAsync(ct));
        }
        finally
        {
            _starting.Release();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var id in InterruptedRuns.Close(directory.Path, time)) logger.LogWarning("The run {Run} was interrupted by the end of this service", id);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A service that stops ends its run first, while who follows it is still told.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Active is not { } run) return;
        run.Abort("the chaos service was stopped");
        await Task.WhenAny(run.Ended, Task.Delay(StopLimit, time, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _starting.Dispose();

    private RunSession Begin(RunOrder order, LabInfo lab)
    {
        var startedAt = time.GetUtcNow();
        var (id, folder) = NewFolder(RunId.Make(startedAt, order.File, order.Experiment.Title));
        var mask = new SecretMask(order.Experiment.SecretValues);
        var log = new RunLog(new RunJournal(folder.Journal), time, mask);
        var abort = new RunAbort(reason => log.Write(RunEventKind.Abort, $"Ended before its time: {reason}."));
        var session = new RunSession(id, order, startedAt, folder.Path, log, abort);
        foreach (var old in All.Where(run => !run.IsRunning).Skip(MostKept)) _runs.TryRemove(old.Id, out _);
        _runs[id] = session;
        _ = AbortUnrecordedAsync(session);
        _ = Task.Run(() => RunAsync(session, lab, folder, mask));
        return session;
    }

    // Nothing is done to the lab that cannot be written down.
    private static async Task AbortUnrecordedAsync(RunSession run) => run.Abort($"the journal cannot be written: {await run.Log.Broken}");

    private (string Id, RunFolder Folder) NewFolder(string wanted)
    {
        for (var i = 1; ; i++)
        {
            var id = i == 1 ? wanted : $"{wanted}-{i}";
            var folder = new RunFolder(directory.Path, id);
            if (Directory.Exists(folder.Path)) continue;
            Directory.CreateDirectory(folder.Path);
            return (id, folder);
        }
    }

    private async Task RunAsync(RunSession session, LabInfo lab, RunFolder folder, SecretMask mask)
    {
        try
        {
            var order = session.Order;
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
            using var faults = new RunFaults(bridge, session.Log, time, session.Id, order.Experiment.Title, order.Experiment.Lab.Safety.Force);
            var scope = new RunScope(
                session.Id, folder, directory.GatewaySocket, order, lab, session.StartedAt, bridge, session.Log, faults, new SeededDecisions(order.Seed), new PurchaseHistory(), books, telemetry,
                new LogCapture(bridge, folder.Logs, time, mask), new SnapshotTaker(bridge, http, time), outcomes, time);
            var activities = new ActivityRunner(scope, new LabFunctionTable(scope), mask);
            var runner = new ExperimentRunner(
                scope, session.AbortRequest, activities, new HypothesisRunner(scope, activities), new HealthWatch(bridge, probe, session.Log, time));
            var record = mask.Apply(await runner.RunAsync());
            var (told, written) = Report(folder, record);
            session.Complete(told, written);
        }
#pragma warning disable CA1031 // A run that breaks must not take the service with it; who asked is told.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.LogError(error, "The run {Run} could not be completed", session.Id);
            session.AbortRequest.Close();
            session.Log.Write(RunEventKind.Verdict, $"Error: the run could not be completed: {error.Message}");
            session.Fail(error, time.GetUtcNow());
        }
        finally
        {
            session.Log.Close();
        }
    }

    // The verdict stands, whatever becomes of its reports.
    private (RunRecord Record, bool Written) Report(RunFolder folder, RunRecord record)
    {
        try
        {
            ReportSet.Write(folder, record);
            return (record, true);
        }
#pragma warning disable CA1031 // A report that cannot be made is told with the verdict.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.LogError(error, "Not every report of the run {Run} could be written", record.Id);
            var remedy = File.Exists(folder.Record) ? $"Once it can be, ./lab report {record.Id} writes what is missing." : $"What happened is in {folder.Journal}.";
            var told = $"Not every report could be written: {error.Message.TrimEnd('.')}. {remedy}";
            return (record with { Judgement = record.Judgement with { Reasons = [.. record.Judgement.Reasons, told] } }, false);
        }
    }
}

using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Kinds;
using ChaosLab.Hosting.Faults.Kinds.Edges;
using ChaosLab.Hosting.Faults.Kinds.Services;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;
using ChaosLab.Hosting.Starting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Restoring;

/// <summary>Goes once through a halt with faults that were never injected, so that a real one need not wait for code that runs for the first time.</summary>
/// <remarks>
/// It asks each holder to remove a fault of a name that nobody has, and whether that is gone: nothing is changed, and nothing is written
/// down. Who is away is left out; a halt would not wait for it either.
/// </remarks>
internal sealed class HaltRehearsal(
    LabResource lab, LabStartup startup, EdgeTools edges, ServiceTools services, StrayFaults strays, ResourceMonitor monitor, IHostApplicationLifetime lifetime,
    ILogger<HaltRehearsal> logger, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly Toxic Never = new("latency", Toxic.Downstream, new Dictionary<string, object>());

    /// <summary>Begins once the lab is ready, in the background.</summary>
    public void Start() => _ = Task.Run(async () =>
    {
        try
        {
            await startup.Ready.WaitAsync(lifetime.ApplicationStopping);
            await RunAsync(lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The lab stops.
        }
    });

    /// <summary>Rehearses; returns how many faults it pretended to undo.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var faults = Faults().ToArray();
        var runs = faults.Select((fault, index) => Pretended(fault, index)).ToArray();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        over.CancelAfter(Limit);
        var carried = runs.Select(run => CarryAsync(run, over.Token)).ToArray();
        var status = await LabHalt.UndoAsync(new HaltStatus(Halted: false), (lifted, _) => FaultRunner.LiftAsync(runs, lifted, over.Token),
            (_, found, ask) => strays.LookAsync(found, ask), time.GetTimestamp(), time);
        await Task.WhenAll(carried);
        foreach (var run in runs) run.Dispose();
        logger.LogDebug("A halt was rehearsed with {Undone} faults that never were, in {Milliseconds:0} ms", status.Undone, status.Milliseconds);
        return status.Undone ?? 0;
    }

    private IEnumerable<IFault> Faults()
    {
        if (lab.Edges.Proxy is { } proxy && monitor.Of(proxy).IsHealthy)
        {
            foreach (var edge in lab.Edges.All) yield return new EdgeFault(edges, "rehearsal", [edge], [Never], EdgeSign.Silence(), seed: null, "", disabled: []);
        }

        foreach (var service in monitor.Resources.OfType<IResourceWithEndpoints>().Where(ServiceFaultKind.IsInjectable).Where(service => monitor.Of(service).IsHealthy))
        {
            yield return new ServiceFault(services, service, new ServiceFaultOrder("rehearsal", new Dictionary<string, string>()), Nobody.Instance, "", disables: false);
            if (monitor.Of(service).Process is { } process) yield return new PauseFault.Pause(service, new ProcessTarget(service.Name, process), Nobody.Instance, monitor);
        }
    }

    private FaultRun Pretended(IFault fault, int index)
    {
        var now = time.GetUtcNow();
        var target = FaultCatalogue.TargetName(fault.Affected[0]);
        var run = new FaultRun(new FaultRecord($"rehearsal-{index}", "rehearsal", target, null, now, now, null, null, null, null, FaultState.Active, null), fault, null, time);
        run.Arrived();
        return run;
    }

    private async Task CarryAsync(FaultRun run, CancellationToken ct)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, run.LiftRequested).ContinueWith(_ => { }, TaskScheduler.Default);
        var left = ct.IsCancellationRequested ? "no time" : await LookAsync(run.Fault, ct);
        run.Note(record => record with { LiftedAt = time.GetUtcNow(), State = left is null ? FaultState.Lifted : FaultState.Stuck, Message = left });
    }

    private static async Task<string?> LookAsync(IFault fault, CancellationToken ct)
    {
        try
        {
            return await FaultUndo.TryAsync(fault, ct);
        }
        catch (OperationCanceledException)
        {
            return "no time";
        }
    }

    /// <summary>Looks at nothing.</summary>
    private sealed class Nobody : ICanary
    {
        public static Nobody Instance { get; } = new();

        public Task LearnAsync(CancellationToken ct) => Task.CompletedTask;

        public Task<bool> IsWellAsync(CancellationToken ct) => Task.FromResult(true);
    }
}

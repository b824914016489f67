using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Kinds.Services;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Restoring;

/// <summary>Brings everything back: lifts every fault, starts what should run, waits until all is well.</summary>
internal sealed class LabRestore(
    FaultBook book, FaultRunner runner, FaultRemoval removal, ProxyClient proxy, ServiceFaultClient inside, LabResource lab, OutageSwitch outages, ResourceMonitor monitor, ResourceControl control, WellnessCheck wellness,
    TimeProvider time) : IDisposable
{
    /// <summary>How long everything may take to become well.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Restores, telling each step; the last one says how it ended.</summary>
    public async IAsyncEnumerable<RestoreProgress> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var steps = Channel.CreateUnbounded<RestoreProgress>(new UnboundedChannelOptions { SingleReader = true });
        var work = Task.Run(() => WorkAsync(steps.Writer, ct), CancellationToken.None);
        await foreach (var step in steps.Reader.ReadAllAsync(CancellationToken.None)) yield return step;
        await work;
    }

    public void Dispose() => _turn.Dispose();

    private async Task WorkAsync(ChannelWriter<RestoreProgress> steps, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        try
        {
            await _turn.WaitAsync(limit.Token);
            try
            {
                await LiftAllAsync(Tell, limit.Token);
                await StartAllAsync(Tell, limit.Token);

                // What could not be undone on a resource that was down may be now.
                await RetryStuckAsync(Tell, limit.Token);
                await WaitAllAsync(Tell, limit.Token);
            }
            finally
            {
                _turn.Release();
            }

            // Healthy is not enough while it is not proven that a fault is gone.
            var stuck = string.Join(", ", book.All.Where(run => run.IsStuck).Select(run => $"{run.Record.Kind} on {run.Record.Target} ({run.Record.Id})"));
            if (stuck.Length > 0) End(success: false, $"Everything is healthy, but the removal of a fault is not proven: {stuck}. If it stays, ./lab down and ./lab up.");
            else End(success: true, $"Everything is healthy again after {time.GetElapsedTime(begun).TotalSeconds:0.0} s.");
        }
        catch (OperationCanceledException)
        {
            End(success: false, ct.IsCancellationRequested
                ? "The restore was interrupted."
                : $"Not healthy after {Limit.TotalSeconds:0} s: {string.Join(", ", await wellness.UnwellAsync(Expected, ct))}.");
        }
#pragma warning disable CA1031 // Whatever went wrong is the answer to who asked for the restore.
        catch (Exception error)
#pragma warning restore CA1031
        {
            End(success: false, error.Message);
        }

        void Tell(string message) => steps.TryWrite(new RestoreProgress(time.GetUtcNow(), message));

        void End(bool success, string message)
        {
            steps.TryWrite(new RestoreProgress(time.GetUtcNow(), message, Done: true, success));
            steps.Complete();
        }
    }

    private IEnumerable<IResource> Expected
        => monitor.Resources.Where(resource => FaultTargets.IsTarget(resource) && monitor.Of(resource) is var view && (view.StartsByItself || !view.IsDown));

    private async Task LiftAllAsync(Action<string> tell, CancellationToken ct)
    {
        await runner.LiftAllAsync(record => tell(record is { State: FaultState.Stuck } or { State: FaultState.Failed, ActedAt: not null }
            ? $"Fault {record.Id} ({record.Kind} on {record.Target}) could not be lifted: {record.Message}"
            : $"Lifted {record.Kind} on {record.Target} ({record.Id})."), ct);
        await RetryStuckAsync(tell, ct);
    }

    private async Task RetryStuckAsync(Action<string> tell, CancellationToken ct)
    {
        foreach (var stuck in book.All.Where(run => run.IsStuck).Reverse().ToArray())
        {
            var record = await removal.RetryAsync(stuck, ct);
            tell(record.State == FaultState.Stuck ? record.Message! : $"Removed {record.Kind} on {record.Target} ({record.Id}), which was stuck.");
        }
    }

    // Toxics may have been put past the fault runner, by any client of the proxy's API.
    private async Task ResetEdgesAsync(CancellationToken ct)
    {
        if (lab.Edges.Proxy is not { } carrier) return;
        await monitor.WaitAsync(carrier, view => view.IsHealthy, ct);
        await proxy.ResetAsync(ct);
    }

    // The same of faults inside services. One that does not answer now is waited for below, and its leases run out meanwhile.
    private Task ClearServicesAsync(CancellationToken ct)
        => Task.WhenAll(Expected.OfType<IResourceWithEndpoints>().Where(ServiceFaultKind.IsInjectable).Select(async service =>
        {
            try
            {
                await inside.RemoveAsync(service, id: "", ct);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                // Whether it is well is asked next.
            }
        }));

    private Task StartAllAsync(Action<string> tell, CancellationToken ct)
        => Task.WhenAll(Expected.Where(resource => monitor.Of(resource).IsDown).ToArray().Select(async resource =>
        {
            tell($"Starting {resource.Name} (it was {monitor.Of(resource).State ?? "not started"}).");
            if (await control.StartAsync(resource, ct) is { } failure) throw new InvalidOperationException($"'{resource.Name}' could not be started: {failure}");
        }));

    // A switch may have been set past the fault runner, for example by FAIL_MODE=1; setting it off is harmless.
    private Task EndOutagesAsync(CancellationToken ct)
        => Task.WhenAll(Expected.OfType<IResourceWithEndpoints>()
            .Where(service => service.HasAnnotationOfType<OutageSwitchAnnotation>())
            .Select(async service =>
            {
                await monitor.WaitAsync(service, view => view.IsHealthy, ct);
                await outages.EndAsync(service, ct);
            }));

    private async Task WaitAllAsync(Action<string> tell, CancellationToken ct)
    {
        await Task.WhenAll(Expected.ToArray().Select(resource => monitor.WaitAsync(resource, view => view.IsRunning, ct)));
        await ResetEdgesAsync(ct);
        await ClearServicesAsync(ct);
        await EndOutagesAsync(ct);
        await Task.WhenAll(Expected.ToArray().Select(async resource =>
        {
            var asked = time.GetTimestamp();
            await wellness.WaitAsync(resource, ct);
            if (time.GetElapsedTime(asked) > TimeSpan.FromSeconds(1)) tell($"{resource.Name} is well.");
        }));
    }
}

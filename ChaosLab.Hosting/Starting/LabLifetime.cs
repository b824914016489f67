using ChaosLab.Hosting.Bridge;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Journal;
using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Resources;
using ChaosLab.Hosting.Restoring;
using ChaosLab.Hosting.Supervision;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.Hosting.Starting;

/// <summary>Begins the lab's own work before the resources start, and ends it around their stop.</summary>
internal sealed class LabLifetime(
    LabResource lab, ResourceMonitor monitor, Supervisor supervisor, PostgresFastStop fastStop, LabStartup startup, FaultRelease release,
    LeftoverUndo leftovers, ControllerWatch watch, BridgeServer bridge, LocateFile locate, LabHolds holds, HaltRehearsal rehearsal, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(10);

    public async Task StartAsync(string appHostDirectory, CancellationToken ct)
    {
        // Before anything is stopped: a paused process must run to hear of it, a store to take its setting back, and nothing may be started again.
        lifetime.ApplicationStopping.Register(() =>
        {
            supervisor.End();
            using var limit = new CancellationTokenSource(ReleaseLimit);
            Task.Run(() => release.ReleaseAsync(limit.Token)).Wait(ReleaseLimit);
        });
        lifetime.ApplicationStopped.Register(() =>
        {
            RemoveVolumes();
            locate.Delete();
            holds.Dispose();
        });

        monitor.Start();
        supervisor.Start();
        fastStop.Start();
        startup.Start();
        leftovers.Start();
        rehearsal.Start();
        if (monitor.Resources.FirstOrDefault(resource => resource.HasAnnotationOfType<ControllerAnnotation>()) is { } controller) watch.Start(controller);
        await bridge.StartAsync(ct);
        locate.Write(appHostDirectory);
    }

    // Data under test is private and goes with the lab; its containers are gone by now.
    private void RemoveVolumes()
    {
        if (!lab.Directories.IsTemporary || lab.Infrastructure.Containers is not { } engine) return;
        var volumes = monitor.Resources
            .SelectMany(resource => resource.Annotations.OfType<ContainerMountAnnotation>())
            .Where(mount => mount.Type == ContainerMountType.Volume && mount.Source is { } name && name.StartsWith($"chaoslab-{lab.Options.Name}-", StringComparison.Ordinal))
            .Select(mount => mount.Source!)
            .ToArray();
        if (volumes.Length > 0) ProgramRun.Run(engine.Program, ["volume", "rm", "-f", .. volumes], TimeSpan.FromSeconds(10));
    }
}

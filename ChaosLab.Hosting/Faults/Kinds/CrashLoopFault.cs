using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Kills a resource again and again, each time some seconds after it runs.</summary>
internal sealed class CrashLoopFault(FaultTargets targets, ResourceControl control, ObserverFactory observers, ResourceMonitor monitor, FaultBook book, TimeProvider time) : IFaultKind
{
    private const string After = "after";
    private const string KindName = "crash-loop";

    public string Name => KindName;

    public string Description => "Kills it some seconds after each start; supervision waits longer each time. Without supervision (the naive profile) it stays dead after the first kill.";

    public IReadOnlyList<FaultParameter> Parameters { get; } =
    [
        FaultParameters.ForSeconds(30, 600),
        FaultParameters.Number(After, "s", 1, 0, 60, "How long it may run each time."),
    ];

    public string Observed => "A caller asks it over a connection of its own and gets no answer while it does not run.";

    public string Undone => "It is killed no more, and started unless it runs; the host is asked whether it does, and a caller asks until it answers.";

    public bool ActsOn(IResource resource) => FaultTargets.IsTarget(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        if (book.IsActive(KindName, target)) throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' is in a crash loop already.");
        targets.Of(target);
        return new CrashLoop(target, targets, control, observers.Of(target), monitor, TimeSpan.FromSeconds(order.Number(After)), time);
    }

    private sealed class CrashLoop(
        IResource resource, FaultTargets targets, ResourceControl control, IObserver observer, ResourceMonitor monitor, TimeSpan after, TimeProvider time) : IFault
    {
        private int _kills;

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IReadOnlyList<IResource> Disabled => Affected;

        public IObserver Observer => observer;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            await targets.Of(resource).KillAsync(ct);
            _kills = 1;
            acted();
            return $"a crash loop of {resource.Name}";
        }

        // Supervision may be off, or wait long before the next start.
        public async Task LiftAsync(CancellationToken ct)
        {
            if (monitor.Of(resource).StoppedOnPurpose) return;
            if (await control.StartAsync(resource, ct) is { } failure) throw new InvalidOperationException(failure);
        }

        public async Task<string?> LeftoverAsync(CancellationToken ct)
            => monitor.Of(resource).StoppedOnPurpose ? null : await ResourceStart.MissingAsync(Affected, monitor, ResourceStart.Limit, ct);

        public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
        {
            while (true)
            {
                var before = monitor.Of(resource);
                var view = await monitor.WaitAsync(resource, now => now.StoppedOnPurpose
                    || (now.IsRunning && (now.Process != before.Process || now.ContainerId != before.ContainerId || !before.IsRunning)), ct);
                if (view.StoppedOnPurpose) return $"a crash loop of {resource.Name}, which was stopped after {_kills} kills";
                await Task.Delay(after, time, ct);
                try
                {
                    await targets.Of(resource).KillAsync(ct);
                    _kills++;
                }
                catch (Exception error) when (error is FaultRefusedException or InvalidOperationException)
                {
                    // It ended by itself meanwhile; the next start counts.
                }
            }
        }
    }
}

using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Kinds.Stores;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Freezes a process or container: it keeps its connections and answers nothing.</summary>
/// <remarks>The lease is held here: at its end, before a stop, and when the AppHost stops, the target runs again.</remarks>
internal sealed class PauseFault(FaultTargets targets, ObserverFactory observers, ResourceMonitor monitor, FaultBook book) : IFaultKind
{
    public const string KindName = "pause";

    /// <summary>Seconds of a pause when nothing else is said.</summary>
    public const double DefaultSeconds = 30;

    public string Name => KindName;

    public string Description => "Freezes the process or container: connections stay open, nothing is answered.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(DefaultSeconds, 600)];

    public string Observed => "A caller asks it over a connection of its own and gets no answer.";

    public string Undone => "The process or container is resumed, at the latest when its time is over or the AppHost stops; the system or the engine is asked whether it still stands still, and a caller asks until it answers.";

    public bool ActsOn(IResource resource) => FaultTargets.IsTarget(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        if (book.IsActive(KindName, target))
        {
            throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' is paused already.");
        }

        return new Pause(target, targets.Of(target), observers.Of(target), monitor);
    }

    /// <summary>A pause of exactly one process or container.</summary>
    internal sealed class Pause(IResource resource, IFaultTarget target, IObserver observer, ResourceMonitor monitor) : IFault
    {
        private readonly ResourceView _before = monitor.Of(resource);

        // A signal, and an answer of the engine, take effect a moment later.
        private static readonly TimeSpan WakeLimit = TimeSpan.FromSeconds(2);

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IReadOnlyList<IResource> Disabled => Affected;

        public IObserver Observer => observer;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            await target.PauseAsync(CancellationToken.None);
            acted();
            return $"paused {resource.Name} ({target.Identity})";
        }

        public Task LiftAsync(CancellationToken ct) => target.ResumeAsync(ct);

        public Task<string?> LeftoverAsync(CancellationToken ct) => Patience.UntilNothingAsync(
            WakeLimit, async inner => await target.IsPausedAsync(inner) ? $"{target.Identity} of {resource.Name} still stands still" : null, TimeProvider.System, ct);

        public Task ReleaseAsync() => target.ResumeAsync(CancellationToken.None);

        public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
        {
            var now = await monitor.WaitAsync(resource, view => !view.IsRunning || view.Process != _before.Process || view.ContainerId != _before.ContainerId, ct);
            return $"paused {resource.Name} ({target.Identity}), which ended the pause by becoming {now.State}";
        }
    }
}

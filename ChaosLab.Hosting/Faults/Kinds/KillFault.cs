using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Ends a process or container at once, without a chance to finish anything.</summary>
internal sealed class KillFault(FaultTargets targets, ObserverFactory observers) : IFaultKind
{
    public const string KindName = "kill";

    public string Name => KindName;

    public string Description => "Ends the process or container at once (SIGKILL); supervision starts it again.";

    public IReadOnlyList<FaultParameter> Parameters => [];

    public string Observed => "A caller asks it over a connection of its own and gets no answer until it runs again.";

    public string Undone => "Supervision starts it again; a caller asks until it answers.";

    public bool ActsOn(IResource resource) => FaultTargets.IsTarget(resource);

    public IFault Prepare(IResource target, FaultOrder order) => new Kill(target, targets.Of(target), observers.Of(target), "");

    /// <summary>A kill, with the reason for its choice in front.</summary>
    internal sealed class Kill(IResource resource, IFaultTarget target, IObserver observer, string reason) : IFault
    {
        public FaultCourse Course => FaultCourse.Momentary;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IReadOnlyList<IResource> Disabled => Affected;

        public IObserver Observer => observer;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            await target.KillAsync(ct);
            acted();
            return $"{reason}killed {resource.Name} ({target.Identity})";
        }
    }
}

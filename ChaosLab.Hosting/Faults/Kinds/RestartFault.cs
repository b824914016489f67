using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Stops a resource in good order and starts it at once.</summary>
internal sealed class RestartFault(ResourceControl control, ObserverFactory observers, ResourceMonitor monitor) : IFaultKind
{
    public string Name => "restart";

    public string Description => "Stops the resource in good order and starts it at once.";

    public IReadOnlyList<FaultParameter> Parameters => [];

    public string Observed => "A caller asks it over a connection of its own and is refused for a moment.";

    public string Undone => "It starts by itself; a caller asks until it answers.";

    public bool ActsOn(IResource resource) => FaultTargets.IsTarget(resource);

    public IFault Prepare(IResource target, FaultOrder order)
        => monitor.Of(target).IsRunning
            ? new Restart(target, control, observers.Of(target))
            : throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' does not run.");

    private sealed class Restart(IResource resource, ResourceControl control, IObserver observer) : IFault
    {
        public FaultCourse Course => FaultCourse.Momentary;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IReadOnlyList<IResource> Disabled => Affected;

        public IObserver Observer => observer;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            acted();
            return await control.RestartAsync(resource, ct) is { } failure
                ? throw new InvalidOperationException(failure)
                : $"restarted {resource.Name}";
        }
    }
}

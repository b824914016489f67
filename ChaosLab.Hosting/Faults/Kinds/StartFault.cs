using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Starts a resource that does not run.</summary>
internal sealed class StartFault(ResourceControl control, ObserverFactory observers, ResourceMonitor monitor) : IFaultKind
{
    public string Name => "start";

    public string Description => "Starts a resource that does not run.";

    public IReadOnlyList<FaultParameter> Parameters => [];

    public string Observed => "It breaks nothing; a caller asks until it answers.";

    public string Undone => "Nothing is to be undone.";

    public bool ActsOn(IResource resource) => FaultTargets.IsTarget(resource);

    public IFault Prepare(IResource target, FaultOrder order)
        => monitor.Of(target).IsDown
            ? new Start(target, control, observers.Of(target))
            : throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' is {monitor.Of(target).State} already.");

    private sealed class Start(IResource resource, ResourceControl control, IObserver observer) : IFault
    {
        public FaultCourse Course => FaultCourse.Healing;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IObserver Observer => observer;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            acted();
            return await control.StartAsync(resource, ct) is { } failure
                ? throw new InvalidOperationException(failure)
                : $"started {resource.Name}";
        }
    }
}

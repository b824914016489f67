using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Stops a resource in good order, and keeps it stopped.</summary>
internal sealed class StopFault(ResourceControl control, ObserverFactory observers, ResourceMonitor monitor) : IFaultKind
{
    public const string KindName = "stop";

    public string Name => KindName;

    public string Description => "Stops the resource in good order; lifting starts it again.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(null)];

    public string Observed => "A caller asks it over a connection of its own and is refused.";

    public string Undone => "It is started again by its resource command; the host is asked whether it runs, and a caller asks until it answers.";

    public bool ActsOn(IResource resource) => FaultTargets.IsTarget(resource);

    public IFault Prepare(IResource target, FaultOrder order)
        => monitor.Of(target).IsRunning
            ? new Stop([target], control, observers.Of(target), monitor)
            : throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' does not run.");

    /// <summary>Stops resources together; lifting starts them again.</summary>
    internal sealed class Stop(IReadOnlyList<IResource> resources, ResourceControl control, IObserver observer, ResourceMonitor monitor) : IFault
    {
        private readonly WholeAct _stop = new();

        private string Names => string.Join(", ", resources.Select(resource => resource.Name));

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected => resources;

        public IReadOnlyList<IResource> Disabled => Affected;

        public IObserver Observer => observer;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            acted();

            // The host goes on with a stop that it was asked for, and one that came after the start of the undo would undo that.
            await _stop.RunAsync(StopAsync, ct);
            return $"stopped {Names}";
        }

        public async Task LiftAsync(CancellationToken ct)
        {
            await _stop.EndedAsync(ct);
            var failures = await Task.WhenAll(resources.Select(resource => control.StartAsync(resource, ct)));
            if (failures.OfType<string>().FirstOrDefault() is { } failure) throw new InvalidOperationException(failure);
        }

        public Task<string?> LeftoverAsync(CancellationToken ct) => ResourceStart.MissingAsync(resources, monitor, ResourceStart.Limit, ct);

        public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
        {
            await Task.WhenAll(resources.Select(resource => monitor.WaitAsync(resource, view => !view.IsDown, ct)));
            return $"stopped {Names}, which somebody else started again";
        }

        private async Task StopAsync()
        {
            var failures = await Task.WhenAll(resources.Select(resource => control.StopAsync(resource, CancellationToken.None)));
            if (failures.OfType<string>().FirstOrDefault() is { } failure) throw new InvalidOperationException(failure);
        }
    }
}

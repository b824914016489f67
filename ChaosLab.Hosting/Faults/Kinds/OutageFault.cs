using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Tells a service to fail every request, as an outage of the provider behind it would.</summary>
internal sealed class OutageFault(ResourceMonitor monitor, ObserverFactory observers, OutageSwitch outages, FaultBook book) : IFaultKind
{
    public const string KindName = "outage";

    public string Name => KindName;

    public string Description => "The service answers every request with an error, as in an outage of its provider.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(null)];

    public string Observed => "A caller posts a harmless request and gets a 5xx.";

    public string Undone => "The service is told to end it, and ends it by itself when its time is over; the caller posts until the answer is no 5xx.";

    public bool ActsOn(IResource resource) => resource is IResourceWithEndpoints && resource.HasAnnotationOfType<OutageSwitchAnnotation>();

    public IFault Prepare(IResource target, FaultOrder order)
    {
        if (!monitor.Of(target).IsRunning) throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' does not run.");
        if (book.IsActive(KindName, target))
        {
            throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' has an outage already.");
        }

        var service = (IResourceWithEndpoints)target;
        var annotation = target.Annotations.OfType<OutageSwitchAnnotation>().Last();
        return new Outage(service, order, outages, observers.Outage(service, annotation), monitor);
    }

    private sealed class Outage(
        IResourceWithEndpoints service, FaultOrder order, OutageSwitch outages, IObserver observer, ResourceMonitor monitor) : IFault
    {
        private readonly ResourceView _before = monitor.Of(service);

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected { get; } = [service];

        public IObserver Observer => observer;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            await outages.BeginAsync(service, order.ForSeconds, order.Id, order.Request.Run, ct);
            acted();
            return $"outage of {service.Name}";
        }

        // A service that does not run has no outage any more.
        public Task LiftAsync(CancellationToken ct)
            => monitor.Of(service).IsRunning ? outages.EndAsync(service, ct) : Task.CompletedTask;

        public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
        {
            await monitor.WaitAsync(service, view => view.IsDown || view.Process != _before.Process || view.ContainerId != _before.ContainerId, ct);
            return $"outage of {service.Name}, which ended because the service did";
        }
    }
}

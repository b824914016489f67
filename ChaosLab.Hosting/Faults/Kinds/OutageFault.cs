using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Leases;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Tells a service to fail every request, as an outage of the provider behind it would.</summary>
/// <remarks>The service holds the lease: it ends the outage by itself when the lab falls silent.</remarks>
internal sealed class OutageFault(
    ResourceMonitor monitor, ObserverFactory observers, OutageSwitch outages, FaultBook book, LeaseRenewal leases, TimeProvider time) : IFaultKind
{
    public const string KindName = "outage";

    public string Name => KindName;

    public string Description => "The service answers every request with an error, as in an outage of its provider.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(null)];

    public string Observed => "A caller posts a harmless request and gets a 5xx.";

    public string Undone => "The service ends it, also by itself when the lab falls silent for 4 s; it is asked whether it is over, and the caller posts until the answer is no 5xx.";

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
        return new Outage(service, order, outages, observers.Outage(service, annotation), monitor, leases, time);
    }

    private sealed class Outage(
        IResourceWithEndpoints service, FaultOrder order, OutageSwitch outages, IObserver observer, ResourceMonitor monitor, LeaseRenewal leases,
        TimeProvider time) : IFault
    {
        private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        private readonly ResourceView _before = monitor.Of(service);

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected { get; } = [service];

        public IObserver Observer => observer;

        private string Told => $"outage of {service.Name}";

        // A service that does not run has no outage any more, nor has another process.
        private bool IsGone => IsOver(monitor.Of(service));

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();

            // Not cut short: the service might still do it, and after the undo.
            await outages.BeginAsync(service, LeaseRenewal.Length, order.Id, order.Request.Run, CancellationToken.None);
            acted();
            return Told;
        }

        public Task LiftAsync(CancellationToken ct) => PatientlyAsync(async inner =>
        {
            await outages.EndAsync(service, inner);
            return true;
        }, gone: true, ct);

        public Task<string?> LeftoverAsync(CancellationToken ct) => PatientlyAsync<string?>(
            async inner => await outages.IsOnAsync(service, inner) ? $"'{service.Name}' says that its outage is still on" : null, gone: null, ct);

        public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var ended = monitor.WaitAsync(service, IsOver, over.Token);
            var released = leases.KeepAsync(RenewAsync, over.Token);
            await Task.WhenAny(ended, released);
            await over.CancelAsync();
            ct.ThrowIfCancellationRequested();

            // A lease that is gone because its process is: the monitor may hear of it later.
            return IsGone || ended.IsCompletedSuccessfully ? $"{Told}, which ended because the service did" : await released;
        }

        private async Task<string?> RenewAsync(CancellationToken ct)
            => await outages.RenewAsync(service, LeaseRenewal.Length, order.Id, order.Request.Run, ct) ? null : $"{Told}, which ended because the service let go of it";

        private bool IsOver(ResourceView now) => now.IsDown || now.Process != _before.Process || now.ContainerId != _before.ContainerId;

        // One that is frozen or busy just now must be asked more than once.
        private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> act, T gone, CancellationToken ct)
        {
            var begun = time.GetTimestamp();
            while (!IsGone)
            {
                try
                {
                    return await act(ct);
                }
                catch (InvalidOperationException) when (time.GetElapsedTime(begun) < Patience)
                {
                    await Task.Delay(RetryInterval, time, ct);
                }
            }

            return gone;
        }
    }
}

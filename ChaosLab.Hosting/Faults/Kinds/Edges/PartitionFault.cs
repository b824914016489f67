using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Cuts two services off from each other, or one from all others: nothing arrives, nobody is told.</summary>
internal sealed class PartitionFault(EdgeTools tools, ResourceControl control, ObserverFactory observers, ResourceMonitor monitor) : EdgeFaultKind(tools)
{
    public const string KindName = "partition";

    /// <summary>Seconds of a partition between customers and the shop when a command is pressed without any.</summary>
    public const double DefaultSeconds = 10;

    private readonly EdgeTools _tools = tools;

    public override string Name => KindName;

    public override string Description => "Cuts two services off from each other (an edge), one from all others (a service, or all instances of one, such as web), or customers from the shop (the gateway, which is stopped). One instance of several is cut off only where its edges are its own: from those who call it.";

    public override string Observed => "A canary's calls over the edge get no answer; before the gateway, a customer's.";

    protected override IReadOnlyList<FaultParameter> Own => [];

    protected override bool Draws => false;

    protected override bool Cuts(FaultOrder order) => true;

    public override bool ActsOn(IResource resource) => resource.HasAnnotationOfType<PartitionAnnotation>() || _tools.Edges.HasAround(resource);

    public override IFault Prepare(IResource target, FaultOrder order)
    {
        if (target.HasAnnotationOfType<PartitionAnnotation>())
        {
            return monitor.Of(target).IsRunning
                ? new StopFault.Stop([target], control, observers.Of(target), monitor)
                : throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' does not run.");
        }

        var edges = _tools.Edges.Around(target);
        IResource[] disabled = [.. Ends(edges).Union(_tools.Edges.RunningInstances(target))];
        return new Partition(_tools, edges, Toxics(order), Sign(order), $"a partition of {Names(edges)}{Left(target)}", disabled);
    }

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order) =>
    [
        new Toxic("timeout", Toxic.Upstream, Attributes(("timeout", 0))),
        new Toxic("timeout", Toxic.Downstream, Attributes(("timeout", 0))),
    ];

    protected override EdgeSign Sign(FaultOrder order) => EdgeSign.Silence();

    protected override string Tell(FaultOrder order) => "a partition";

    // A cut there would take the other instances along.
    private string Left(IResource target) => _tools.Edges.SharedOutOf(target) is { Count: > 0 } shared
        ? $" (not of {Names(shared)}, which all instances of {shared[0].From} share: partition {shared[0].From} cuts those)"
        : "";

    private sealed class Partition(
        EdgeTools tools, IReadOnlyList<EdgeResource> edges, IReadOnlyList<Toxic> toxics, EdgeSign sign, string told, IReadOnlyList<IResource> disabled)
        : EdgeFault(tools, KindName, edges, toxics, sign, seed: null, told, disabled)
    {
        // What was sent into the void is missing from the streams, so they end: a peer that comes back knows nothing of them.
        public override async Task LiftAsync(CancellationToken ct)
        {
            var closing = With([DownFault.Closed]);
            try
            {
                await closing.ApplyAsync(() => { }, ct);
            }
            catch (HttpRequestException)
            {
                // A dead proxy has ended all streams itself.
            }

            await base.LiftAsync(ct);
            await closing.LiftAsync(ct);
        }
    }
}

using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>Goes down and up again, over and over.</summary>
internal sealed class FlappingFault(EdgeTools tools) : EdgeFaultKind(tools)
{
    private const string KindName = "flapping";
    private const string Down = "down";
    private const string Up = "up";

    private readonly EdgeTools _tools = tools;

    public override string Name => KindName;

    public override string Description => "Goes down for some seconds and up for some, over and over.";

    public override string Observed => "A canary's connections over the edge are refused or break while it is down.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Down, "s", 5, 1, 600, "How long it is down each time."),
        FaultParameters.Number(Up, "s", 10, 1, 600, "How long it is up each time."),
    ];

    protected override bool Draws => false;

    protected override bool Cuts(FaultOrder order) => true;

    public override IFault Prepare(IResource target, FaultOrder order)
    {
        var edges = _tools.Edges.Into(target);
        return new Flapping(_tools, edges, Sign(order), $"{Tell(order)} on {Names(edges)}",
            TimeSpan.FromSeconds(order.Number(Down)), TimeSpan.FromSeconds(order.Number(Up)));
    }

    protected override IReadOnlyList<Toxic> Toxics(FaultOrder order) => [DownFault.Closed];

    protected override EdgeSign Sign(FaultOrder order) => EdgeSign.Silence();

    protected override string Tell(FaultOrder order) => $"down {order.Values[Down]}, up {order.Values[Up]}";

    private sealed class Flapping(EdgeTools tools, IReadOnlyList<EdgeResource> edges, EdgeSign sign, string told, TimeSpan down, TimeSpan up)
        : EdgeFault(tools, KindName, edges, [DownFault.Closed], sign, seed: null, told, Ends(edges))
    {
        public override async Task<string> EndedOtherwiseAsync(CancellationToken ct)
        {
            while (true)
            {
                if (await KeepDownAsync(ct) is { } gone) return gone;

                // Neither is cut short: the proxy might still do what nobody waits for, and after the undo.
                await TakeAsync(CancellationToken.None);
                await Task.Delay(up, Tools.Time, ct);
                await PutAsync(CancellationToken.None);
            }
        }

        private async Task<string?> KeepDownAsync(CancellationToken ct)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var ended = Task.Delay(down, Tools.Time, over.Token);
            var kept = Tools.Leases.KeepAsync(RenewAsync, over.Token);
            var first = await Task.WhenAny(ended, kept);
            await over.CancelAsync();
            ct.ThrowIfCancellationRequested();
            return first == kept ? await kept : null;
        }
    }
}

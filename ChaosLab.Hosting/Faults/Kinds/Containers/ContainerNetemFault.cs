using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Faults.Kinds.Containers;

/// <summary>Delays and loses a container's packets in the kernel.</summary>
internal sealed class ContainerNetemFault(ContainerTools tools) : ContainerFaultKind(tools)
{
    private const string Latency = "latency";
    private const string Jitter = "jitter";
    private const string Loss = "loss";
    private const string Device = "device";

    private readonly ContainerTools _tools = tools;

    public override string Name => "container-netem";

    public override string Description => "Delays and loses the packets that the container sends (tc netem, in its own network).";

    public override string Observed => "A caller asks it over connections of its own; the answer comes later than usual by at least half of the latency, or does not come.";

    public override string Undone => "The queueing discipline is deleted; tc is asked for it, and the caller asks until the answer comes as usual.";

    public override string? Unavailable => _tools.Network.NoNetem;

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Latency, "ms", 200, 1, 60_000, "How much later each packet leaves."),
        FaultParameters.Number(Jitter, "ms", 0, 0, 60_000, "How much more or less that is."),
        FaultParameters.Number(Loss, "%", 0, 0, 100, "The share of packets that are lost."),
        FaultParameters.Choice(Device, "The container's network device.", "eth0", "eth1", "eth2"),
    ];

    protected override IFault Prepare(IResource target, LabContainer container, FaultOrder order)
        => new Netem(target, container, _tools, order, new SlownessObserver(
            _tools.Observers.Of(target), TimeSpan.FromMilliseconds(Math.Max(1, order.Number(Latency) - order.Number(Jitter))), _tools.Time));

    private sealed class Netem(IResource resource, LabContainer container, ContainerTools tools, FaultOrder order, IObserver observer)
        : ContainerFault(resource, container, tools, observer)
    {
        private readonly string _device = order.Text(Device)!;

        protected override string Told => $"{order.Values[Latency]} of latency, ± {order.Values[Jitter]}, and {order.Values[Loss]} of loss on what {Container.Resource} sends";

        protected override async Task ActAsync(CancellationToken ct)
        {
            if (await IsThereAsync(ct)) throw new FaultRefusedException(Refusal.Conflict, $"netem acts on '{Container.Resource}' already, and not by this lab; nothing was done.");
            await Network.DoAsync(Container,
            [
                "tc", "qdisc", "add", "dev", _device, "root", "netem",
                "delay", Number(Latency) + "ms", Number(Jitter) + "ms", "loss", Number(Loss) + "%",
            ], ct);
        }

        protected override async Task UndoAsync(CancellationToken ct)
        {
            if (await IsThereAsync(ct)) await Network.DoAsync(Container, ["tc", "qdisc", "del", "dev", _device, "root"], ct);
        }

        protected override async Task<string?> LeftAsync(CancellationToken ct) => await IsThereAsync(ct) ? "netem still acts on its network" : null;

        private async Task<bool> IsThereAsync(CancellationToken ct)
            => (await Network.DoAsync(Container, ["tc", "qdisc", "show", "dev", _device], ct)).Contains("netem", StringComparison.Ordinal);

        private string Number(string name) => order.Number(name).ToString("0.###", CultureInfo.InvariantCulture);
    }
}

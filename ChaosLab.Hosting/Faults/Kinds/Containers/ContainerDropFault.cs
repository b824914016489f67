using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Faults.Kinds.Containers;

/// <summary>Drops a container's packets in the kernel: unlike a closed connection, nobody is told.</summary>
internal sealed class ContainerDropFault(ContainerTools tools) : ContainerFaultKind(tools)
{
    private const string Direction = "direction";
    private const string In = "in";
    private const string Out = "out";

    private readonly ContainerTools _tools = tools;

    public override string Name => "container-drop";

    public override string Description => "Drops every packet to or from the container (iptables, in its own network).";

    public override string Observed => "A caller asks it over a connection of its own and gets no answer.";

    public override string Undone => "The rule is deleted; iptables is asked for it, and a caller asks until it answers.";

    public override string? Unavailable => _tools.Network.NoFilter;

    protected override IReadOnlyList<FaultParameter> Own =>
        [FaultParameters.Choice(Direction, "Which packets: those to it, or those from it.", In, Out)];

    protected override IFault Prepare(IResource target, LabContainer container, FaultOrder order)
        => new Drop(target, container, _tools, order.Text(Direction) == Out, _tools.Observers.Of(target));

    private sealed class Drop(IResource resource, LabContainer container, ContainerTools tools, bool outgoing, IObserver observer)
        : ContainerFault(resource, container, tools, observer)
    {
        // What the container says to itself is not dropped.
        private readonly string[] _rule = outgoing ? ["OUTPUT", "!", "-o", "lo", "-j", "DROP"] : ["INPUT", "!", "-i", "lo", "-j", "DROP"];

        public override IReadOnlyList<IResource> Disabled => Affected;

        protected override string Told => $"dropped all packets {(outgoing ? "from" : "to")} {Container.Resource}";

        protected override async Task ActAsync(CancellationToken ct)
        {
            if (await IsThereAsync(ct)) throw new FaultRefusedException(Refusal.Conflict, $"The packets of '{Container.Resource}' are dropped already, and not by this lab; nothing was done.");
            await Network.DoAsync(Container, ["iptables", "-I", .. _rule], ct);
        }

        protected override async Task UndoAsync(CancellationToken ct)
        {
            if (await IsThereAsync(ct)) await Network.DoAsync(Container, ["iptables", "-D", .. _rule], ct);
        }

        protected override async Task<string?> LeftAsync(CancellationToken ct) => await IsThereAsync(ct) ? "the rule that drops its packets is still there" : null;

        // iptables -C: 0 when there is such a rule, 1 when there is none, anything else when it cannot tell.
        private async Task<bool> IsThereAsync(CancellationToken ct)
        {
            var seen = await Network.RunAsync(Container, ["iptables", "-C", .. _rule], ct);
            return seen.ExitCode is 0 or 1
                ? seen.Succeeded
                : throw new InvalidOperationException($"iptables in the network of '{Container.Resource}' cannot be asked: {seen.Complaint}");
        }
    }
}

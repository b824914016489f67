using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Burns processor time in a service's process.</summary>
internal sealed class CpuFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    private const string Cores = "cores";
    private const string Percent = "percent";

    public override string Name => "cpu";

    public override string Description => "Threads of the service's own process burn processor time.";

    public override string Observed => "The system's accounts of the process show at least half of the processor time asked for, as far as the machine has it.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Cores, null, 1, 1, 64, "On how many cores."),
        FaultParameters.Number(Percent, "%", 100, 1, 100, "How much of each."),
    ];

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order)
        => Told((Cores, Text(order.Whole(Cores))), (Percent, Text(Math.Max(1, order.Whole(Percent)))));

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order)
        => new ProcessorCanary(Tools.Monitor, service, Math.Min(order.Whole(Cores), Environment.ProcessorCount) * order.Number(Percent) / 100);

    protected override string Tell(FaultOrder order) => $"{order.Values[Percent]} of {(order.Whole(Cores) == 1 ? "a core" : $"{order.Whole(Cores)} cores")} burnt";
}

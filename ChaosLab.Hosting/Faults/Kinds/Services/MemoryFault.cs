using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Lets a service's heap grow; beyond its hard limit the process ends.</summary>
internal sealed class MemoryFault(ServiceTools tools) : ServiceFaultKind(tools)
{
    private const string Rate = "rate";
    private const string Limit = "limit";
    private const long Mebibyte = 1 << 20;

    // The hard limit of every service of the lab.
    private const double HardLimit = 400;

    // Less than this comes and goes in any process.
    private const long LeastShown = 12;
    private const int SecondsOfGrowth = 4;

    public override string Name => "memory";

    public override string Description => "The service's heap grows, up to a limit. Its process has a hard limit of 400 MiB: it warns in its log at 80 %, and ends there, out of memory; supervision starts it again.";

    public override string Observed => "The system's accounts of the process show more than before, by half of the limit, four seconds of growth or 100 MiB, whichever is least; or it has ended and answers nobody.";

    protected override IReadOnlyList<FaultParameter> Own =>
    [
        FaultParameters.Number(Rate, "MiB/s", 32, 1, 256, "How fast it grows."),
        FaultParameters.Number(Limit, "MiB", 1024, 32, 4096, "How much it grows by; above 400 MiB the process ends."),
    ];

    protected override bool Once => true;

    protected override IReadOnlyDictionary<string, string> Settings(FaultOrder order) => Told((Rate, Text(order.Whole(Rate))), (Limit, Text(order.Whole(Limit))));

    protected override ICanary Canary(IResourceWithEndpoints service, FaultOrder order) => new MemoryCanary(
        Tools.Monitor, service, Tools.Observers.Of(service), Math.Max(LeastShown, Enough(order)) * Mebibyte);

    // Seen long before the process can end of it.
    private static long Enough(FaultOrder order)
        => Math.Min(Math.Min(order.Whole(Limit) / 2, SecondsOfGrowth * order.Whole(Rate)), (long)HardLimit / 4);

    protected override bool Disables(FaultOrder order) => order.Number(Limit) >= HardLimit;

    protected override string Tell(FaultOrder order) => $"a heap growing by {order.Values[Rate]} up to {order.Values[Limit]}";
}

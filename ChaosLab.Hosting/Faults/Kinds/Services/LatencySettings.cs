using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>How long something is held up.</summary>
internal static class LatencySettings
{
    private const string Latency = "latency";
    private const string Jitter = "jitter";
    private const string Distribution = "distribution";

    public static IReadOnlyList<FaultParameter> Parameters { get; } =
    [
        FaultParameters.Number(Latency, "ms", 200, 1, 60_000, "How long each is held up."),
        FaultParameters.Number(Jitter, "ms", 0, 0, 60_000, "The spread around it, chosen with the seed."),
        FaultParameters.Choice(Distribution,
            "fixed: no jitter; uniform: latency ± jitter; normal: mean and standard deviation; pareto: the least and the mean excess of a long tail.",
            "fixed", "uniform", "normal", "pareto"),
    ];

    public static (string Name, string? Value)[] Told(FaultOrder order) =>
    [
        ("ms", Number(order, Latency)), (Jitter, Number(order, Jitter)), (Distribution, order.Text(Distribution)),
    ];

    /// <summary>What most of those that are hit wait at least.</summary>
    public static TimeSpan Expected(FaultOrder order) => TimeSpan.FromMilliseconds(
        Math.Max(1, order.Text(Distribution) is "uniform" or "normal" ? order.Number(Latency) - order.Number(Jitter) : order.Number(Latency)));

    public static string Tell(FaultOrder order)
        => order.Values[Latency] + (order.Text(Distribution) is "fixed" or null ? "" : $" ({order.Text(Distribution)}, jitter {order.Values[Jitter]})");

    private static string Number(FaultOrder order, string name) => order.Number(name).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

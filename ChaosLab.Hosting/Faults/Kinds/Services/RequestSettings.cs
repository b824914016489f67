using System.Buffers;
using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Which of a service's requests a fault hits, and the probe that is one of them.</summary>
internal static class RequestSettings
{
    private const string Route = "route";
    private const string Method = "method";
    private const string Rate = "rate";
    private const string AnyMethod = "any";

    // Nothing is there: whatever the fault does, such a request does no harm.
    private const string ProbePath = "/chaoslab-canary";
    private const int MostProbes = 10;
    private static readonly SearchValues<char> NoPath = SearchValues.Create("{}?#% ");

    public static IReadOnlyList<FaultParameter> Parameters { get; } =
    [
        FaultParameters.Words(Route, null, "The path that requests begin with, such as /purchase; every path but those of the health checks when it is left out."),
        FaultParameters.Choice(Method, "Their method.", AnyMethod, "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
        FaultParameters.Number(Rate, "%", 100, 0.1, 100, "The share of them that is hit, chosen with the seed; the canary's requests are among them."),
        FaultParameters.RandomSeed,
    ];

    public static (string Name, string? Value)[] Told(FaultOrder order) =>
    [
        (Route, RouteOf(order)),
        (Method, MethodOf(order)),
        (Rate, (order.Number(Rate) / 100).ToString(CultureInfo.InvariantCulture)),
        ("seed", order.Seed.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>A request that the fault hits, and that otherwise is answered with 404.</summary>
    public static ServiceProbe Probe(ServiceTools tools, IResourceWithEndpoints service, FaultOrder order)
        => tools.Observers.Probe(service, new HttpMethod(MethodOf(order) ?? "GET"), (RouteOf(order)?.TrimEnd('/') ?? "") + ProbePath);

    /// <summary>How many probes it takes to see the fault probably at once.</summary>
    public static int Probes(FaultOrder order) => (int)Math.Clamp(Math.Ceiling(200 / order.Number(Rate)) - 1, 1, MostProbes);

    /// <summary>Whether it acts on most requests, whatever they are; who chooses a route or a method leaves the others alone.</summary>
    public static bool HitsMost(FaultOrder order) => order.Number(Rate) >= BlastRadius.MostPercent && MethodOf(order) is null && RouteOf(order) is null or "/";

    public static string Tell(FaultOrder order)
        => $"{(order.Number(Rate) < 100 ? order.Values[Rate] + " of " : "")}{(MethodOf(order) is { } method ? method + " " : "")}{RouteOf(order) ?? "all requests"}";

    /// <summary>The path that requests begin with; null when it was left out.</summary>
    /// <exception cref="FaultRefusedException">It is no beginning of a path.</exception>
    public static string? RouteOf(FaultOrder order)
    {
        if (order.Text(Route) is not { } route) return null;
        if (!route.StartsWith('/') || route.AsSpan().ContainsAny(NoPath))
        {
            throw new FaultRefusedException(Refusal.Invalid, $"{Route} is '{route}'; it must be the beginning of a path, such as /purchase.");
        }

        return route;
    }

    private static string? MethodOf(FaultOrder order) => order.Text(Method) is { } method && method != AnyMethod ? method : null;
}

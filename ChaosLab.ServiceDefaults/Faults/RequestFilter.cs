using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>Chooses the requests that a fault hits.</summary>
internal sealed class RequestFilter(FaultSettings settings, SeededChance chance)
{
    // An instance that fails all its customers and still calls itself well is the more instructive one.
    private static readonly string[] HealthChecks = ["/health", "/alive"];

    private readonly string? _route = settings.Text(FaultSetting.Route.Name);
    private readonly string? _method = settings.Text(FaultSetting.Method.Name);
    private readonly double _rate = settings.Number(FaultSetting.Rate.Name);
    private long _hits;

    public static IReadOnlyList<FaultSetting> Settings { get; } = [FaultSetting.Route, FaultSetting.Method, FaultSetting.Rate, FaultSetting.Seed];

    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Whether this request is hit, which counts it; requests that do not match draw no lot.</summary>
    public bool Hit(HttpContext context)
    {
        if (!Matches(context) || chance.Next() >= _rate) return false;
        Interlocked.Increment(ref _hits);
        settings.Mark?.Hit();
        return true;
    }

    private bool Matches(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<FaultSwitch>() is not null) return false;
        if (_method is not null && context.Request.Method != _method) return false;
        var path = context.Request.Path;
        if (_route is null) return !HealthChecks.Any(check => path.Equals(check));
        return path.StartsWithSegments(_route.Length > 1 ? _route.TrimEnd('/') : "")
            || (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText == _route;
    }
}

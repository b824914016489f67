using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>
/// A request of the lab's own canaries, which ask many times a second whether a fault is felt: it meets the fault as any other, but is no
/// customer's, so no trace is kept of it, no metric of the service counts it, and no log record tells of the hit.
/// </summary>
internal static class CanaryRequest
{
    /// <summary>The header by which a canary says so; ChaosLab.Hosting, CanaryHandler, sends it.</summary>
    public const string Header = "X-ChaosLab-Canary";

    private const string Property = "chaoslab.canary";

    /// <summary>Whether a request is one.</summary>
    public static bool Is(HttpRequest request) => request.Headers.ContainsKey(Header);

    /// <summary>Marks the span of one; it is not exported.</summary>
    public static void Mark(Activity span)
    {
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span.SetCustomProperty(Property, Property);
    }

    /// <summary>Whether the current span is that of one.</summary>
    public static bool IsCurrent => Activity.Current?.GetCustomProperty(Property) is not null;
}

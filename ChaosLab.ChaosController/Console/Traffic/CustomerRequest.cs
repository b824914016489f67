using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Analysis;

namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>Tells the requests of customers among the spans: those that came to the shop from outside.</summary>
internal static class CustomerRequest
{
    private static readonly string[] Own = ["/health", "/alive", "/chaos"];

    /// <summary>Whether a span is a customer's request to a service that the gateway sends customers to.</summary>
    public static bool Is(SpanRecord span)
        => span is { Kind: SpanRole.Server, ParentId: null }
            && (span.Service == "catalog" || span.Service.StartsWith("web-", StringComparison.Ordinal))
            && !DependencyCalls.IsProbe(span)
            && !(span.Attributes["url.path"] is { } path && Own.Any(own => path.StartsWith(own, StringComparison.Ordinal)));

    /// <summary>Whether it failed: with an error, or answered with 5xx.</summary>
    public static bool Failed(SpanRecord span) => span.Failed || span.Attributes.Whole("http.response.status_code") >= 500;
}

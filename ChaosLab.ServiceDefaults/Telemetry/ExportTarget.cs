namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>Where telemetry goes.</summary>
/// <param name="Endpoint">The value of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</param>
internal sealed record ExportTarget(string Endpoint)
{
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether it is an address at all; a wrong one must not keep a service from its work.</summary>
    public static bool IsUsable(string endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}

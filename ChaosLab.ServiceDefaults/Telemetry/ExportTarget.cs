using Microsoft.Extensions.Configuration;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>Somewhere telemetry goes; a service may have two, and either may be away.</summary>
/// <param name="Key">The environment variable that says where.</param>
/// <param name="Endpoint">Its value.</param>
internal sealed record ExportTarget(string Key, string Endpoint)
{
    /// <summary>The host's collector, by OpenTelemetry's own variables: Aspire's dashboard on that host.</summary>
    public const string HostKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The lab's store, over HTTP/protobuf with the lab's token: what verdicts rest on.</summary>
    public const string LabKey = "CHAOSLAB_OTLP_ENDPOINT";

    public bool IsLab => Key == LabKey;

    /// <summary>Whether it is an address at all; a wrong one must not keep a service from its work.</summary>
    public bool IsUsable => Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    /// <summary>The targets that are configured, usable or not.</summary>
    public static IReadOnlyList<ExportTarget> Read(IConfiguration configuration)
        => [.. ((string[])[HostKey, LabKey])
            .Select(key => configuration[key] is { Length: > 0 } endpoint ? new ExportTarget(key, endpoint) : null)
            .OfType<ExportTarget>()];

    /// <summary>Whether an address that the exporter names is one of this target.</summary>
    public bool Has(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out var one) && Uri.TryCreate(Endpoint, UriKind.Absolute, out var own)
            && string.Equals(one.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);
}

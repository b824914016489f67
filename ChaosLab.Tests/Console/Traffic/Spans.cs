using ChaosLab.ChaosController.Telemetry;

namespace ChaosLab.Tests.Console.Traffic;

/// <summary>Spans as services export them.</summary>
internal static class Spans
{
    /// <summary>A customer's request that ends at a time.</summary>
    public static SpanRecord Request(
        DateTimeOffset end, int milliseconds = 10, string service = "web-1", int status = 200, string path = "/purchase", SpanId? parent = null,
        SpanRole kind = SpanRole.Server, string name = "POST /purchase")
        => new(
            service, "i-1", new TraceId(1, 2), new SpanId(3), parent, name, kind,
            end - TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds), status >= 500, null,
            new TelemetryAttributes([new("url.path", path), new("http.response.status_code", status.ToString(System.Globalization.CultureInfo.InvariantCulture))]),
            []);
}

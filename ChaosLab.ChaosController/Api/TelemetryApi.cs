using ChaosLab.ChaosController.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Api;

/// <summary><c>GET /api/telemetry</c>: how much there is of each signal, and how much gave way; and the queries of each.</summary>
internal static class TelemetryApi
{
    public static void MapTelemetryApi(this WebApplication app)
    {
        app.MapGet("/api/telemetry", Ok<TelemetryFigures> (TelemetryStore store) => TypedResults.Ok(new TelemetryFigures(
            Of(store.Spans), Of(store.Metrics), Of(store.Logs)))).WithSummary("How much telemetry is kept, and how much gave way to newer");
        app.MapTracesApi();
        app.MapMetricsApi();
        app.MapLogsApi();
    }

    private static SignalFigures Of<T>(TelemetryRing<T> ring) => new(ring.Count, ring.Received, ring.Dropped, ring.Capacity);

    private sealed record TelemetryFigures(SignalFigures Spans, SignalFigures MetricPoints, SignalFigures Logs);

    /// <param name="Kept">Records in the store.</param>
    /// <param name="Received">Records that ever came.</param>
    /// <param name="Dropped">Those of them that gave way.</param>
    /// <param name="Capacity">The most records that are kept; long ones give way before.</param>
    private sealed record SignalFigures(int Kept, long Received, long Dropped, int Capacity);
}

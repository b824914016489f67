using ChaosLab.ChaosController.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Api;

/// <summary><c>GET /api/telemetry</c>: how much there is of each signal, and how much gave way.</summary>
internal static class TelemetryApi
{
    public static void MapTelemetryApi(this WebApplication app)
        => app.MapGet("/api/telemetry", Ok<TelemetryFigures> (TelemetryStore store) => TypedResults.Ok(new TelemetryFigures(
            Of(store.Spans), Of(store.Metrics), Of(store.Logs)))).WithSummary("How much telemetry is kept, and how much gave way to newer");

    private static SignalFigures Of<T>(TelemetryRing<T> ring) => new(ring.Count, ring.Received, ring.Dropped);

    private sealed record TelemetryFigures(SignalFigures Spans, SignalFigures MetricPoints, SignalFigures Logs);

    /// <param name="Kept">Records in the store.</param>
    /// <param name="Received">Records that ever came.</param>
    /// <param name="Dropped">Those of them that gave way.</param>
    private sealed record SignalFigures(int Kept, long Received, long Dropped);
}

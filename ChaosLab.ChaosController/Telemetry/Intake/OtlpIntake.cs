using ChaosLab.ChaosController.Console.Traffic;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>
/// Takes OTLP over HTTP/protobuf into the store: <c>POST /v1/traces</c>, <c>/v1/metrics</c>, <c>/v1/logs</c>. Verdicts rest on it, so
/// it takes nothing without the token of the run, which every service of the lab has for its fault control already.
/// </summary>
internal static class OtlpIntake
{
    public static void MapOtlpIntake(this WebApplication app)
    {
        var traffic = app.Services.GetRequiredService<TrafficTally>();
        Map(app, OtlpPaths.Traces, (store, request) =>
        {
            var (spans, rejected) = OtlpTraceReader.Read(request.Span);
            store.Spans.Add(spans);
            traffic.Add(spans);
            return rejected;
        });
        Map(app, OtlpPaths.Metrics, (store, request) =>
        {
            store.Metrics.Add(OtlpMetricReader.Read(request.Span));
            return 0;
        });
        Map(app, OtlpPaths.Logs, (store, request) =>
        {
            store.Logs.Add(OtlpLogReader.Read(request.Span));
            return 0;
        });
    }

    // A request is taken as a whole or not at all: nothing is added before all of it is read.
    private static void Map(WebApplication app, string path, Func<TelemetryStore, ReadOnlyMemory<byte>, int> take)
        => app.MapPost(path, async (HttpContext context, TelemetryStore store) =>
        {
            try
            {
                if (context.Request.ContentType?.Split(';')[0].Trim() is not OtlpAnswer.ContentType)
                {
                    throw new OtlpRefusedException(
                        StatusCodes.Status415UnsupportedMediaType, $"The content type must be {OtlpAnswer.ContentType}; set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.");
                }

                await OtlpAnswer.TakenAsync(context, take(store, await OtlpBody.ReadAsync(context)));
            }
            catch (OtlpRefusedException refusal)
            {
                await OtlpAnswer.RefusedAsync(context, refusal.Status, refusal.Message);
            }
            catch (InvalidDataException error)
            {
                await OtlpAnswer.RefusedAsync(context, StatusCodes.Status400BadRequest, $"The body is no OTLP request for {path}: {error.Message}");
            }
        }).ExcludeFromDescription();
}

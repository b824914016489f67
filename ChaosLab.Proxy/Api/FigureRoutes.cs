using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Edges;

namespace ChaosLab.Proxy.Api;

/// <summary>What the proxy says about itself: health, version, edges, metrics, decisions.</summary>
internal static class FigureRoutes
{
    private const string Version = "2.12.0";

    public static void MapFigures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", () => Answer.Json(new { status = "Healthy" }));
        routes.MapGet("/version", () => Answer.Json(new { version = Version }));
        routes.MapGet("/edges", async (EdgeBook book) => Answer.Json(await Task.WhenAll(book.All.Select(EdgeView.OfAsync))));
        routes.MapGet("/metrics", async (EdgeBook book) => Results.Text(
            MetricsText.Of(await Task.WhenAll(book.All.Select(EdgeTotals.OfAsync))), "text/plain; version=0.0.4; charset=utf-8"));
        routes.MapGet("/decisions", (DecisionLog log) => Results.Text(string.Concat(log.Lines().Select(line => line + "\n")), "application/x-ndjson"));
        routes.MapPost("/decisions", async (HttpRequest request, DecisionLog log) =>
        {
            var on = ApiJson.Truth(await ApiJson.ReadObjectAsync(request), "enabled") ?? throw ApiError.MissingField("enabled");
            log.Switch(on);
            return Answer.Json(new { enabled = log.IsOn });
        });
    }
}

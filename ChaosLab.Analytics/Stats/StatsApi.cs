namespace ChaosLab.Analytics.Stats;

/// <summary><c>GET /stats</c>.</summary>
internal static class StatsApi
{
    public static void MapStats(this WebApplication app) =>
        app.MapGet("/stats", (OrderStats stats) => TypedResults.Json(stats.View, AnalyticsJson.Default.StatsView));
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Health;

/// <summary><c>GET /health</c> and <c>GET /alive</c>; both answer from memory.</summary>
internal static class HealthApi
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health", (DependencyRegistry dependencies, Draining draining, bool detail = false) =>
        {
            var report = HealthReport.Of(dependencies.All.Select(d => (d.Name, d.Options.Critical, d.State)), draining.HasBegun, detail);
            return Results.Text(report.Body.ToJsonString(), "application/json", statusCode: report.StatusCode);
        }).ExcludeFromDescription().DisableHttpMetrics();
        app.MapGet("/alive", () => Results.Text("""{"status":"alive"}""", "application/json")).ExcludeFromDescription().DisableHttpMetrics();
    }
}

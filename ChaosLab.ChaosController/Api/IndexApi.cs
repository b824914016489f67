namespace ChaosLab.ChaosController.Api;

/// <summary><c>GET /</c> for programs: what there is. A browser gets the console.</summary>
internal static class IndexApi
{
    private static readonly string[] Read =
    [
        "/api/live", "/api/lab", "/api/resources", "/api/resources/{name}", "/api/resources/{name}/logs", "/api/faults", "/api/faults/active", "/api/faults/{id}",
        "/api/faults/{id}/events", "/api/edges", "/api/halt", "/api/runs", "/api/runs/{id}", "/api/runs/{id}/events", "/api/experiments",
        "/api/experiments/{file}", "/api/history", "/api/history/{id}", "/api/history/{id}/files/{name}", "/api/load", "/api/telemetry",
        "/api/console/session",
    ];

    private static readonly string[] Change =
    [
        "POST /api/faults", "DELETE /api/faults/{id}", "POST /api/resources/{name}/commands/{command}", "POST /api/restore", "POST /api/halt",
        "DELETE /api/halt", "POST /api/runs", "POST /api/runs/{id}/abort", "POST /api/experiments/plan", "POST /api/load",
        "DELETE /api/load", "POST /api/console/links",
    ];

    public static void MapIndex(this WebApplication app)
        => app.MapGet("/", () => TypedResults.Ok(new
        {
            service = "chaos",
            read = Read,
            change = Change,
            changeNeeds = "Authorization: Bearer <token of this run>, or a session of the console: ./lab console",
            openApi = "/openapi/v1.json",
            health = "/health",
        })).ExcludeFromDescription();
}

namespace ChaosLab.ChaosController.Api;

/// <summary><c>GET /</c>: what there is.</summary>
internal static class IndexApi
{
    private static readonly string[] Read =
    [
        "/api/lab", "/api/resources", "/api/resources/{name}/logs", "/api/faults", "/api/faults/active", "/api/faults/{id}",
        "/api/faults/{id}/events", "/api/telemetry",
    ];

    private static readonly string[] Change =
    [
        "POST /api/faults", "DELETE /api/faults/{id}", "POST /api/resources/{name}/commands/{command}", "POST /api/restore",
    ];

    public static void MapIndex(this WebApplication app)
        => app.MapGet("/", () => TypedResults.Ok(new
        {
            service = "chaos",
            read = Read,
            change = Change,
            changeNeeds = "Authorization: Bearer <token of this run>",
            openApi = "/openapi/v1.json",
            health = "/health",
        })).ExcludeFromDescription();
}

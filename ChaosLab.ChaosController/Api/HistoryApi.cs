using ChaosLab.ChaosController.Reports.History;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Api;

/// <summary>The API below <c>/api/history</c>: the runs that are kept, whichever service ran them.</summary>
internal static class HistoryApi
{
    /// <summary>A report shows texts of anybody: it may neither run nor load anything, and only the console may frame it.</summary>
    private const string FilePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    public static void MapHistoryApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/history");
        api.MapGet("", (RunHistory history) => TypedResults.Ok(history.ReadAll())).WithSummary("The runs that are kept, the newest first");
        api.MapGet("/{id}", Find).WithSummary("One run that is kept").ProducesProblem(404);
        api.MapGet("/{id}/files/{name}", ReadFile).WithSummary("A report or journal of a run").Produces<string>(200, "text/html", "text/markdown", "application/json", "application/x-ndjson").ProducesProblem(404);
    }

    private static Results<Ok<StoredRunDetail>, ProblemHttpResult> Find(string id, RunHistory history)
        => history.Find(id) is { } run
            ? TypedResults.Ok(run)
            : TypedResults.Problem($"There is no run '{id}' among those that are kept. All: /api/history", statusCode: 404, title: "No such run");

    private static IResult ReadFile(string id, string name, HttpContext context, RunHistory history)
    {
        if (history.FindFile(id, name) is not { } path)
            return TypedResults.Problem($"The run '{id}' has no file '{name}'. Its files: /api/history/{Uri.EscapeDataString(id)}", statusCode: 404, title: "No such file");
        context.Response.Headers.ContentSecurityPolicy = FilePolicy;
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.PhysicalFile(path, RunFiles.TypeOf(name), lastModified: File.GetLastWriteTimeUtc(path));
    }
}

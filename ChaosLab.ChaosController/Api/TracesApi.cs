using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Api;

/// <summary>The API below <c>/api/traces</c>.</summary>
internal static class TracesApi
{
    public static void MapTracesApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/traces");
        api.MapGet("", List).WithSummary("Traces, the newest first").ProducesProblem(400).ProducesProblem(404);
        api.MapGet("/{id}", Show).WithSummary("One trace as a tree").ProducesProblem(404);
    }

    private static Results<Ok<IEnumerable<TraceSummary>>, ProblemHttpResult> List(
        TelemetryStore store, RunRegistry runs, string? from, string? to, string? service, string? minMs, string? maxMs, string? failed,
        string? fault, string? run, string? text, string? limit)
    {
        var asked = new QueryArguments();
        var window = asked.Window(from, to, run, runs);
        var filter = new TraceFilter(
            asked.Limit(limit), window.From, window.To, asked.Text(nameof(service), service), asked.Milliseconds(nameof(minMs), minMs),
            asked.Milliseconds(nameof(maxMs), maxMs), asked.Flag(nameof(failed), failed), asked.Text(nameof(fault), fault), asked.Text(nameof(text), text));
        if (asked.Problem is { } problem) return problem;
        return TypedResults.Ok(TraceQuery.Find(store, filter).Select(TraceSummary.Of));
    }

    private static Results<Ok<TraceDetail>, ProblemHttpResult> Show(string id, TelemetryStore store)
        => TraceId.Parse(id) is { } known && TraceQuery.Find(store, known) is { } trace
            ? TypedResults.Ok(TraceDetail.Of(trace))
            : TypedResults.Problem(
                $"There is no span of a trace '{id}' here: there never was, or it gave way to newer ones.", statusCode: StatusCodes.Status404NotFound, title: "No such trace");
}

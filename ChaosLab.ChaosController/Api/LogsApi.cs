using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Api;

/// <summary><c>GET /api/logs</c>: what the services logged.</summary>
internal static class LogsApi
{
    public static void MapLogsApi(this WebApplication app)
        => app.MapGet("/api/logs", List).WithSummary("Log records, the newest first").ProducesProblem(400).ProducesProblem(404);

    private static Results<Ok<IEnumerable<LogLine>>, ProblemHttpResult> List(
        TelemetryStore store, RunRegistry runs, string? from, string? to, string? service, string? minSeverity, string? text, string? trace,
        string? run, string? fault, string? limit)
    {
        var asked = new QueryArguments();
        var window = asked.Window(from, to, run, runs);
        var filter = new LogFilter(
            asked.Limit(limit), window.From, window.To, asked.Text(nameof(service), service),
            asked.Whole(nameof(minSeverity), minSeverity, 0, LogRecord.MostSevere), asked.Text(nameof(text), text), asked.Trace(nameof(trace), trace),
            asked.Text(nameof(fault), fault));
        if (asked.Problem is { } problem) return problem;
        return TypedResults.Ok(LogQuery.Find(store, filter).Select(LogLine.Of));
    }
}

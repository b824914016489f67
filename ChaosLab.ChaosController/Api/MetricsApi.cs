using System.Globalization;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Api;

/// <summary>The API below <c>/api/metrics</c>.</summary>
internal static class MetricsApi
{
    private const string LeftOff = "X-ChaosLab-Left-Off";

    public static void MapMetricsApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/metrics");
        api.MapGet("", (TelemetryStore store) => TypedResults.Ok(MetricQuery.All(store))).WithSummary("The metrics there are, by name");
        api.MapGet("/series", Series).WithSummary($"The series of a metric, at most {MetricQuery.Most}; the header {LeftOff} tells how many are left off").ProducesProblem(400);
    }

    private static Results<Ok<IReadOnlyList<MetricSeries>>, ProblemHttpResult> Series(
        TelemetryStore store, HttpResponse response, string? name, string? service, string? from, string? to)
    {
        var asked = new QueryArguments();
        var filter = new MetricFilter(
            asked.Required(nameof(name), name), asked.Text(nameof(service), service), asked.Time(nameof(from), from), asked.Time(nameof(to), to));
        if (asked.Problem is { } problem) return problem;
        var (series, leftOff) = MetricQuery.Series(store, filter);
        response.Headers[LeftOff] = leftOff.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok(series);
    }
}

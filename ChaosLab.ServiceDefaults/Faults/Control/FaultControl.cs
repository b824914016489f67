using System.Diagnostics;
using ChaosLab.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ServiceDefaults.Faults.Control;

/// <summary><c>/chaos/faults</c>, outside of everything else in the service, so that no fault keeps another from being lifted.</summary>
/// <remarks>
/// <c>PUT /chaos/faults/{id}</c> starts or renews (with <c>If-Match: *</c> it only renews), <c>DELETE</c> lifts one or all, <c>GET</c>
/// lists. Changes need the lab's token.
/// </remarks>
internal sealed class FaultControl(RequestDelegate next, FaultRequests requests, BearerToken token)
{
    private static readonly PathString Root = new("/chaos/faults");

    public Task InvokeAsync(HttpContext context)
        => context.Request.Path.StartsWithSegments(Root, out var rest) ? AnswerAsync(context, rest.Value?.TrimStart('/') ?? "") : next(context);

    private async Task AnswerAsync(HttpContext context, string id)
    {
        KeepOutOfTelemetry(context);
        context.Response.Headers.CacheControl = "no-store";
        var result = Refusal(context) ?? await HandleAsync(context, id);
        await result.ExecuteAsync(context);
    }

    private async Task<IResult> HandleAsync(HttpContext context, string id) => (context.Request.Method, id) switch
    {
        ("GET", "") => requests.List(),
        ("DELETE", "") => requests.RemoveAll(),
        ("GET", _) => requests.Show(id),
        ("PUT", not "") => await requests.PutAsync(id, context.Request),
        ("DELETE", _) => requests.Remove(id),
        _ => NotAllowed(context, id.Length == 0 ? "GET, DELETE" : "GET, PUT, DELETE"),
    };

    private ProblemHttpResult? Refusal(HttpContext context)
    {
        if (LoopbackCaller.Refusal(context.Request) is { } stranger) return TypedResults.Problem(stranger, statusCode: StatusCodes.Status403Forbidden);
        if (HttpMethods.IsGet(context.Request.Method) || token.IsIn(context.Request.Headers.Authorization)) return null;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(
            "Changing faults needs the lab's token: Authorization: Bearer <Lab:Token>.", statusCode: StatusCodes.Status401Unauthorized);
    }

    private static ProblemHttpResult NotAllowed(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return TypedResults.Problem($"Here are {allowed}.", statusCode: StatusCodes.Status405MethodNotAllowed);
    }

    // A renewal per second and fault would bury what the service does.
    private static void KeepOutOfTelemetry(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } span) span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.MetricsDisabled = true;
    }
}

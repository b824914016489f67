using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>
/// Completes the server span of ASP.NET Core with what it leaves out: route, status and error
/// (OpenTelemetry semantic conventions for HTTP server spans).
/// </summary>
internal sealed class ServerSpanMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var isCanary = CanaryRequest.Is(context.Request);
        if (isCanary && context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics) metrics.MetricsDisabled = true;
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is null)
        {
            await next(context);
            return;
        }

        // Health checks and exports come several times a second and tell nothing.
        if (context.Request.Path.Value is "/health" or "/alive" or "/v1/traces" or "/v1/metrics" or "/v1/logs") span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        if (isCanary) CanaryRequest.Mark(span);
        try
        {
            await next(context);
        }
        catch (Exception error)
        {
            span.SetTag("error.type", error.GetType().FullName);
            span.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            Complete(span, context);
        }
    }

    private static void Complete(Activity span, HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>();
        var endpoint = failure?.Endpoint ?? context.GetEndpoint();
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("url.path", context.Request.Path.Value);
        if (endpoint is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            if (!route.StartsWith('/')) route = "/" + route;
            span.SetTag("http.route", route);
            span.DisplayName = $"{context.Request.Method} {route}";
        }

        var status = context.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (status < 500) return;
        span.SetTag("error.type", failure?.Error.GetType().FullName ?? status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        span.SetStatus(ActivityStatusCode.Error);
    }
}

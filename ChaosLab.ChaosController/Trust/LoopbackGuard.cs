using System.Net;
using ChaosLab.ChaosController.Telemetry.Intake;

namespace ChaosLab.ChaosController.Trust;

/// <summary>
/// Lets in only what comes from this machine and means this service by name: a foreign <c>Host</c> is DNS rebinding,
/// a foreign <c>Origin</c> is another site's page.
/// </summary>
internal sealed class LoopbackGuard(RequestDelegate next)
{
    private const int AnyPort = 0;

    public Task InvokeAsync(HttpContext context)
    {
        var refusal = Refusal(context);
        return refusal is null
            ? next(context)
            : Results.Problem(refusal, statusCode: StatusCodes.Status403Forbidden, title: "Not from here").ExecuteAsync(context);
    }

    private static string? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (context.Connection.RemoteIpAddress is { } remote && !IPAddress.IsLoopback(remote)) return "Only this machine may talk to this service.";

        // Telemetry comes over edges, whose ports are others; it needs the token.
        var port = OtlpPaths.IsIntake(request) ? AnyPort : context.Connection.LocalPort;
        if (!IsThisService(request.Host, port)) return $"The Host header '{request.Host}' does not name this service.";

        foreach (var origin in request.Headers.Origin)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var page)
                || !string.Equals(page.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
                || !IsThisService(HostString.FromUriComponent(page), context.Connection.LocalPort))
            {
                return $"Pages of '{origin}' may not use this service.";
            }
        }

        return null;
    }

    // An in-memory test server has no port.
    private static bool IsThisService(HostString host, int localPort)
        => host.Host is "localhost" or "127.0.0.1" or "[::1]" && (localPort == AnyPort || (host.Port ?? 80) == localPort);
}

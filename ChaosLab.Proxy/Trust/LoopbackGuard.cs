using ChaosLab.Proxy.Api;

namespace ChaosLab.Proxy.Trust;

/// <summary>
/// Lets in only what means this proxy by name: a foreign <c>Host</c> is DNS rebinding, a foreign <c>Origin</c> is
/// another site's page.
/// </summary>
internal sealed class LoopbackGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
        => Refusal(context) is { } why ? ErrorAnswer.WriteAsync(context, why, StatusCodes.Status403Forbidden) : next(context);

    private static string? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (!IsThis(request.Host, context.Connection)) return $"the Host header '{request.Host}' does not name this proxy";
        foreach (var origin in request.Headers.Origin)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var page) || page.Scheme != request.Scheme || !IsThis(HostString.FromUriComponent(page), context.Connection))
                return $"pages of '{origin}' may not use this proxy";
        }

        return null;
    }

    private static bool IsThis(HostString host, ConnectionInfo at)
        => (host.Host is "localhost" or "127.0.0.1" || host.Host == at.LocalIpAddress?.ToString()) && (host.Port ?? 80) == at.LocalPort;
}

using ChaosLab.Proxy.Api;

namespace ChaosLab.Proxy.Trust;

/// <summary>Turns browsers away, by the name they give themselves, as Toxiproxy does: no page has business here.</summary>
internal sealed class BrowserGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
        => context.Request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal)
            ? ErrorAnswer.WriteAsync(context, "User agent not allowed", StatusCodes.Status403Forbidden)
            : next(context);
}

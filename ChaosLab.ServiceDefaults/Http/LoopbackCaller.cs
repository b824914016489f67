using System.Net;
using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Http;

/// <summary>
/// Tells callers that mean this machine from pages of other sites: a foreign <c>Host</c> is DNS rebinding, a foreign <c>Origin</c>
/// is another site's page.
/// </summary>
public static class LoopbackCaller
{
    /// <summary>Why the request is not to be answered; null when it is.</summary>
    public static string? Refusal(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsLoopback(request.Host.Host)) return $"The Host header '{request.Host}' does not name this machine; use localhost, 127.0.0.1 or [::1].";
        foreach (var origin in request.Headers.Origin)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var page) || !IsLoopback(page.Host)) return $"Pages of '{origin}' may not use this.";
        }

        return null;
    }

    private static bool IsLoopback(string host)
        => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

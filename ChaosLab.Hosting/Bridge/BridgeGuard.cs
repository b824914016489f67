using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Lets in who knows the token and speaks to this machine by its own name.</summary>
internal sealed class BridgeGuard(RequestDelegate next, string token)
{
    private readonly byte[] _expected = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public Task InvokeAsync(HttpContext context)
    {
        // A page of some other site may have got its name to point here; its Host or Origin tells.
        if (!IsLoopback(context.Request.Host.Host) || !IsLoopbackOrigin(context.Request.Headers.Origin.ToString()))
        {
            return Results.Problem("The bridge answers on loopback only.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
        }

        if (!Knows(context.Request.Headers.Authorization.ToString()))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem("The token is missing or wrong.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
        }

        return next(context);
    }

    internal static bool IsLoopback(string host)
        => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsLoopbackOrigin(string origin)
        => origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLoopback(uri.Host));

    // Hashes have one length and are compared in fixed time, so an answer's timing tells nothing of the token.
    private bool Knows(string authorization)
        => authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization["Bearer ".Length..].Trim())), _expected);
}

using System.Security.Cryptography;
using System.Text;
using ChaosLab.ChaosController.Console.SignIn;

namespace ChaosLab.ChaosController.Trust;

/// <summary>Who asks for a change, as far as it is proven.</summary>
/// <param name="May">Whether they may change something.</param>
/// <param name="Session">The console's session they come with, or null.</param>
internal sealed record Caller(bool May, ConsoleSession? Session)
{
    /// <summary>Proven by the token of this run, or by a session together with the <c>Origin</c> of this service's own pages.</summary>
    public static Caller Of(HttpContext context, byte[] token, ConsoleSessions sessions)
    {
        if (HasToken(context.Request, token)) return new Caller(true, null);
        var session = sessions.Find(SessionCookie.Read(context));
        return new Caller(session is not null && IsOwnPage(context.Request), session);
    }

    public static bool HasToken(HttpRequest request, byte[] token)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), token);
    }

    // The Host header has been checked to name this service; a browser sends the cookie from every port, the Origin from none but its own.
    private static bool IsOwnPage(HttpRequest request)
        => request.Headers.Origin is [{ } origin] && string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}

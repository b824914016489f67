using ChaosLab.ChaosController.Console.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ChaosController.Console.SignIn;

/// <summary>Signing in and out: a program with the token makes a one-time link, a browser turns it into a session.</summary>
internal static class SignInApi
{
    public const string Path = "/signin";

    private const string Refused = "This link is wrong, was used before, or is older than two minutes. Make a new one in the checkout: ./lab console";

    public static void MapSignIn(this WebApplication app)
    {
        app.MapPost("/api/console/links", CreateLink).WithSummary("Make a one-time link that signs a browser in").ProducesProblem(401);
        app.MapGet("/api/console/session", Status).WithSummary("Whether this browser is signed in");
        app.MapDelete("/api/console/session", SignOut).WithSummary("Sign this browser out").ProducesProblem(401);
        app.MapGet(Path, SignIn).ExcludeFromDescription();
    }

    private static Created<SignInLink> CreateLink(HttpContext context, SignInLinks links)
    {
        var (code, expiresAt) = links.Create();
        var url = FormattableString.Invariant($"{context.Request.Scheme}://localhost:{context.Connection.LocalPort}{Path}?code={code}");
        return TypedResults.Created((string?)null, new SignInLink(url, expiresAt));
    }

    private static IResult SignIn(HttpContext context, SignInLinks links, ConsoleSessions sessions, string? code = null)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!links.Use(code)) return new PlainPage(StatusCodes.Status403Forbidden, "Not signed in", Refused);

        sessions.Close(SessionCookie.Read(context));
        var (secret, _) = sessions.Open();
        SessionCookie.Write(context, secret);
        context.Response.Headers.Location = "/";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static Ok<SessionStatus> Status(HttpContext context, ConsoleSessions sessions)
    {
        context.Response.Headers.CacheControl = "no-store";
        var session = sessions.Find(SessionCookie.Read(context));
        return TypedResults.Ok(new SessionStatus(session is not null, session?.ExpiresAt));
    }

    private static NoContent SignOut(HttpContext context, ConsoleSessions sessions)
    {
        sessions.Close(SessionCookie.Read(context));
        SessionCookie.Delete(context);
        return TypedResults.NoContent();
    }
}

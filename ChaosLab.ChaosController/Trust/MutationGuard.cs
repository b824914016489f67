using System.Text;
using ChaosLab.ChaosController.Console.SignIn;
using ChaosLab.ChaosController.Telemetry.Intake;

namespace ChaosLab.ChaosController.Trust;

/// <summary>
/// Every request that may change something needs the token of this run or a session of the console, and is noted, refused ones as well.
/// Telemetry changes nothing in the lab: it needs the token, but comes too often to be noted.
/// </summary>
internal sealed class MutationGuard(RequestDelegate next, ServiceSettings settings, AuditLog audit, ConsoleSessions sessions)
{
    private readonly byte[] _token = Encoding.UTF8.GetBytes(settings.Token);

    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method))
        {
            await next(context);
            return;
        }

        if (OtlpPaths.IsIntake(context.Request))
        {
            await (Caller.HasToken(context.Request, _token) ? next(context) : RefuseAsync(context, session: null));
            return;
        }

        var caller = Caller.Of(context, _token, sessions);
        var entry = await audit.BeginAsync(context, caller.Session);
        if (entry is null)
        {
            await Results.Problem(
                "The audit file cannot be written, so nothing is changed.",
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "No audit").ExecuteAsync(context);
            return;
        }

        try
        {
            if (caller.May) await next(context);
            else await RefuseAsync(context, caller.Session);
            await audit.EndAsync(entry, context.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (Exception error)
        {
            await audit.EndAsync(entry, error.GetType().Name);
            throw;
        }
    }

    private static Task RefuseAsync(HttpContext context, ConsoleSession? session)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(
            session is null
                ? "Changing something needs the header 'Authorization: Bearer <token>' with the token of this run, or a session of the console: ./lab console"
                : "A session of the console counts only together with the Origin header that a browser sends from the console's own pages.",
            statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in").ExecuteAsync(context);
    }
}

using System.Security.Cryptography;
using System.Text;
using ChaosLab.ChaosController.Telemetry.Intake;

namespace ChaosLab.ChaosController.Trust;

/// <summary>
/// Every request that may change something needs the token of this run, and is noted, refused ones as well. Telemetry changes nothing
/// in the lab: it needs the token, but comes too often to be noted.
/// </summary>
internal sealed class MutationGuard(RequestDelegate next, ServiceSettings settings, AuditLog audit)
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
            await (HasToken(context.Request) ? next(context) : RefuseAsync(context));
            return;
        }

        var entry = await audit.BeginAsync(context);
        if (entry is null)
        {
            await Results.Problem(
                "The audit file cannot be written, so nothing is changed.",
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "No audit").ExecuteAsync(context);
            return;
        }

        try
        {
            if (HasToken(context.Request)) await next(context);
            else await RefuseAsync(context);
            await audit.EndAsync(entry, context.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (Exception error)
        {
            await audit.EndAsync(entry, error.GetType().Name);
            throw;
        }
    }

    private bool HasToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), _token);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(
            "Changing something needs the header 'Authorization: Bearer <token>' with the token of this run.",
            statusCode: StatusCodes.Status401Unauthorized, title: "No token").ExecuteAsync(context);
    }
}

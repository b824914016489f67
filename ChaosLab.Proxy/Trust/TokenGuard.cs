using System.Security.Cryptography;
using System.Text;
using ChaosLab.Proxy.Api;

namespace ChaosLab.Proxy.Trust;

/// <summary>Whoever changes something needs the token, if this proxy has one.</summary>
internal sealed class TokenGuard(RequestDelegate next, AccessToken token)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _token = token.Value is { } value ? Encoding.UTF8.GetBytes(value) : null;

    public Task InvokeAsync(HttpContext context)
    {
        if (_token is null || HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HasToken(context.Request))
            return next(context);

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ErrorAnswer.WriteAsync(
            context, "changing something needs the header 'Authorization: Bearer <token>' with this proxy's token", StatusCodes.Status401Unauthorized);
    }

    private bool HasToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), _token);
    }
}

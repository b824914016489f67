using System.Text.Json;

namespace ChaosLab.ChaosController.Api;

/// <summary>Says what is wrong with a request that no endpoint could read, as problem details (RFC 9457).</summary>
internal sealed class RequestProblems(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await TypedResults.Problem(DetailOf(bad), statusCode: bad.StatusCode).ExecuteAsync(context);
        }
    }

    private static string DetailOf(BadHttpRequestException bad) => (bad.StatusCode, bad.InnerException) switch
    {
        (StatusCodes.Status413PayloadTooLarge, _) => $"The body is too large: {bad.Message}",
        (StatusCodes.Status415UnsupportedMediaType, _) => "Send the body as Content-Type: application/json.",
        (_, JsonException json) => $"The body is not the JSON that is expected here: {json.Message}",
        _ => bad.Message,
    };
}

using System.Text.Json;

namespace ChaosLab.ChaosController.Api;

/// <summary>Says what is wrong with a request that reached no endpoint, or that none could read, as problem details (RFC 9457).</summary>
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
            await TypedResults.Problem(DetailOf(bad.StatusCode) ?? DetailOf(bad), statusCode: bad.StatusCode).ExecuteAsync(context);
        }
    }

    /// <summary>Gives a problem without words those that belong to its status.</summary>
    public static void Explain(ProblemDetailsContext context) => context.ProblemDetails.Detail ??= DetailOf(context.HttpContext.Response.StatusCode);

    private static string? DetailOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "Nothing is at this address; /openapi/v1.json tells what there is.",
        StatusCodes.Status405MethodNotAllowed => "This address takes another method; /openapi/v1.json tells which.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as Content-Type: application/json.",
        _ => null,
    };

    private static string DetailOf(BadHttpRequestException bad)
        => bad.InnerException is JsonException json ? $"The body is not the JSON that is expected here: {json.Message}" : bad.Message;
}

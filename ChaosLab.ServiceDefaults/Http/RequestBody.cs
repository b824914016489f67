using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.ServiceDefaults;

/// <summary>Reads small JSON bodies; every way in which one can be bad has its problem answer.</summary>
public static class RequestBody
{
    /// <summary>Bodies above this are refused with 413.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The body, or the problem to answer with: 400, 413 or 415.</summary>
    public static async ValueTask<(T? Body, IResult? Problem)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.HasJsonContentType())
            return (null, Problem(StatusCodes.Status415UnsupportedMediaType, "Send the body as Content-Type: application/json."));

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted) is { } body
                ? (body, null)
                : (null, Problem(StatusCodes.Status400BadRequest, "The body must be a JSON object."));
        }
        catch (JsonException e)
        {
            return (null, Problem(StatusCodes.Status400BadRequest, $"The body is not the JSON that is expected here; see {e.Path ?? "$"}."));
        }
        catch (BadHttpRequestException e)
        {
            return (null, Problem(e.StatusCode, e.Message));
        }
    }

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}

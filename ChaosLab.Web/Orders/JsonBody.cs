using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace ChaosLab.Web.Orders;

/// <summary>Reads small JSON bodies; every way in which one can be bad has its problem answer.</summary>
internal static class JsonBody
{
    /// <summary>Bodies above this are refused with 413.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The value that <paramref name="read"/> found, or the problem to answer with.</summary>
    public static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(HttpRequest request, Func<JsonElement, Validated<T>> read)
        where T : class
    {
        if (!request.HasJsonContentType())
            return (null, Problem(StatusCodes.Status415UnsupportedMediaType, "Send the body as Content-Type: application/json."));

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            var (value, errors) = read(document.RootElement);
            return value is null ? (null, Invalid(errors)) : (value, null);
        }
        catch (JsonException e)
        {
            return (null, Problem(StatusCodes.Status400BadRequest, $"The body is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})."));
        }
        catch (InvalidOperationException)
        {
            return (null, Problem(StatusCodes.Status400BadRequest, "The body is not valid JSON: a name in it is no valid text."));
        }
        catch (BadHttpRequestException e)
        {
            return (null, Problem(e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"The body is larger than {MaxBytes} bytes."
                : "The body could not be read."));
        }
    }

    /// <summary>400 that names each wrong field.</summary>
    public static IResult Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(
            errors.ToDictionary(),
            detail: string.Join("; ", errors.Select(error => $"{error.Key} {string.Join(", ", error.Value)}")));

    public static IResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    /// <summary>Lets Kestrel refuse larger bodies before they are read.</summary>
    public static RouteHandlerBuilder LimitBody(this RouteHandlerBuilder route) => route.WithMetadata(new SizeLimit());

    private sealed class SizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MaxBytes;
    }
}

using System.Text.Json;
using ChaosLab.Proxy.Engine;

namespace ChaosLab.Proxy.Api;

/// <summary>Turns refusals into answers as Toxiproxy's clients expect them: <c>{"error","status"}</c>.</summary>
internal sealed class ErrorAnswer(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (ApiError error)
        {
            await WriteAsync(context, error.Message, error.Status);
        }
        catch (ListenException error)
        {
            await WriteAsync(context, error.Message, StatusCodes.Status500InternalServerError);
        }
        catch (BadHttpRequestException error)
        {
            await WriteAsync(context, $"bad request body: {error.Message}", error.StatusCode);
        }
    }

    /// <summary>Writes a refusal; plain text by its header, as Toxiproxy has it.</summary>
    public static Task WriteAsync(HttpContext context, string message, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { error = message, status }, ApiJson.Options) + "\n");
    }
}

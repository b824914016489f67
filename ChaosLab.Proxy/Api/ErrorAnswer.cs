using System.Text.Json;
using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Logs;

namespace ChaosLab.Proxy.Api;

/// <summary>Turns whatever goes wrong into an answer as Toxiproxy's clients expect it: <c>{"error","status"}</c>.</summary>
internal sealed class ErrorAnswer(RequestDelegate next, LineQueue log)
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
        catch (Exception error) when (error is not OutOfMemoryException && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            log.Write($"error in {context.Request.Method} {context.Request.Path}: {error}".ReplaceLineEndings(" | "));
            await WriteAsync(context, $"internal error: {error.GetType().Name}: {error.Message}", StatusCodes.Status500InternalServerError);
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

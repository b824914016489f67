using ChaosLab.Hosting.Faults;
using Microsoft.AspNetCore.Http;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Turns refusals and failures into problem details (RFC 9457).</summary>
internal sealed class BridgeErrors(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await Results.Problem(statusCode: context.Response.StatusCode).ExecuteAsync(context);
            }
        }
        catch (FaultRefusedException refused) when (!context.Response.HasStarted)
        {
            await Results.Problem(refused.Message, statusCode: StatusOf(refused.Refusal)).ExecuteAsync(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            var detail = bad.InnerException is System.Text.Json.JsonException json ? $"The body is not what it should be: {json.Message}" : bad.Message;
            await Results.Problem(detail, statusCode: bad.StatusCode).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to tell.
        }
#pragma warning disable CA1031 // A caller gets one sentence, never a stack trace.
        catch (Exception error) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            await Results.Problem(error.Message, statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }

    private static int StatusOf(Refusal refusal) => refusal switch
    {
        Refusal.Unknown => StatusCodes.Status404NotFound,
        Refusal.Invalid => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };
}

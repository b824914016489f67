using ChaosLab.ChaosController.Bridge;

namespace ChaosLab.ChaosController.Api;

/// <summary>Turns what the bridge refuses into the same problem here, and silence into 503.</summary>
internal sealed class BridgeProblemFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BridgeException error) when (error.IsUnreachable)
        {
            return TypedResults.Problem(error.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The AppHost does not answer");
        }
        catch (BridgeException error)
        {
            // A token the bridge does not accept is this service's fault, not its caller's.
            var status = (int)error.Status! is 401 or 403 ? StatusCodes.Status502BadGateway : (int)error.Status;
            return TypedResults.Problem(error.Message, statusCode: status, title: error.Title);
        }
    }
}

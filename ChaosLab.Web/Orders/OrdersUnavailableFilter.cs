using ChaosLab.ServiceDefaults;

namespace ChaosLab.Web.Orders;

/// <summary>Turns a Postgres that does not do its part into the contract's 503, and a full bulkhead into 429.</summary>
internal sealed class OrdersUnavailableFilter(ILogger<OrdersUnavailableFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (DependencyException e) when (e.Dependency == OrdersDatabase.Dependency)
        {
            if (e.Failure == DependencyFailure.BulkheadFull)
                return CheckoutLimit.Overloaded();

            logger.LogWarning("{Path} is unavailable, postgres does not answer: {Error}", context.HttpContext.Request.Path, e.Message);
            return CheckoutAnswers.PostgresUnavailable();
        }
    }
}

using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ChaosLab.Web.Orders;

/// <summary>Bounds the purchases and returns handled at once; the rest are told to come back instead of waiting forever.</summary>
internal static class CheckoutLimit
{
    public const string Policy = "checkout";

    private const string RetryAfterSeconds = "1";

    public static void AddCheckoutLimit(this IHostApplicationBuilder builder) =>
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Policy, context =>
            {
                var options = context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value;
                return IsNaive(context.RequestServices)
                    ? RateLimitPartition.GetNoLimiter(Policy)
                    : RateLimitPartition.GetConcurrencyLimiter(Policy, _ => new()
                    {
                        PermitLimit = options.MaxConcurrentCheckouts,
                        QueueLimit = options.MaxQueuedCheckouts,
                        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                    });
            });
            limiter.OnRejected = (rejected, _) => new(Overloaded().ExecuteAsync(rejected.HttpContext));
        });

    public static void UseCheckoutLimit(this IApplicationBuilder app) => app.UseRateLimiter();

    /// <summary>429: too much at once, with the seconds after which to come back.</summary>
    public static IResult Overloaded() => new OverloadedResult();

    private static bool IsNaive(IServiceProvider services) =>
        string.Equals(services.GetRequiredService<IConfiguration>()["Lab:Profile"], "naive", StringComparison.OrdinalIgnoreCase);

    private sealed class OverloadedResult : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
            return TypedResults.Problem(
                "The shop handles as many purchases as it can at once; try again in a second.",
                statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(httpContext);
        }
    }
}

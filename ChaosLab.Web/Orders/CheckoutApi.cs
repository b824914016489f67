namespace ChaosLab.Web.Orders;

/// <summary>The routes that move money.</summary>
internal static class CheckoutApi
{
    public static void MapCheckout(this IEndpointRouteBuilder app)
    {
        var checkout = app.MapGroup("")
            .RequireRateLimiting(CheckoutLimit.Policy)
            .AddEndpointFilter<OrdersUnavailableFilter>();

        checkout.MapPost("/purchase", PurchaseAsync).LimitBody();
        checkout.MapPost("/return", ReturnAsync).LimitBody();
    }

    private static async Task<IResult> PurchaseAsync(HttpRequest request, PurchaseHandler purchases)
    {
        var key = IdempotencyKey.Read(request.Headers[IdempotencyKey.Header], out var keyError);
        var (purchase, problem) = await JsonBody.ReadAsync(request, body => PurchaseRequest.Read(body).With(IdempotencyKey.Header, keyError));
        return purchase is null ? problem! : await purchases.HandleAsync(purchase, key);
    }

    private static async Task<IResult> ReturnAsync(HttpRequest request, ReturnHandler returns)
    {
        var (wish, problem) = await JsonBody.ReadAsync(request, ReturnRequest.Read);
        return wish is null ? problem! : await returns.HandleAsync(wish);
    }
}

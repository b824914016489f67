namespace ChaosLab.Web.Orders;

/// <summary>The routes that only look.</summary>
internal static class OrdersApi
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/orders").AddEndpointFilter<OrdersUnavailableFilter>();
        orders.MapGet("", ListAsync);
        orders.MapGet("/{id}", FindAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, OrderStore orders, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var limit = DefaultLimit;
        if (request.Query.TryGetValue("limit", out var limits)
            && !(int.TryParse(limits, out limit) && limit is >= 1 and <= MaxLimit))
            errors["limit"] = [$"must be a whole number from 1 to {MaxLimit}"];

        string? customer = request.Query.TryGetValue("customer", out var customers) ? customers.ToString() : null;
        if (customer is not null && (customer.Length is 0 or > PurchaseRequest.MaxTextLength || customer.Any(char.IsControl)))
            errors["customer"] = [$"must be a text of 1 to {PurchaseRequest.MaxTextLength} characters without control characters"];

        return errors.Count > 0
            ? JsonBody.Invalid(errors)
            : TypedResults.Ok(new CheckoutAnswers.OrderList(await orders.ListAsync(limit, customer, cancellationToken)));
    }

    private static async Task<IResult> FindAsync(string id, OrderStore orders, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var orderId) && await orders.FindAsync(orderId, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : CheckoutAnswers.UnknownOrder(id);
}

using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChaosLab.Web.Orders;

/// <summary>The bodies of the shop's contract; the order of the members is part of it.</summary>
internal static class CheckoutAnswers
{
    public sealed record Purchased(string Status, Guid OrderId, string? PaymentId);

    public sealed record Returned(string Status, Guid OrderId, string? RefundId);

    public sealed record PaymentUnavailable(
        string Error,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrderId = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrderStatus? Status = null);

    public sealed record OrdersUnavailable(string Error, string Dependency);

    public sealed record OrderList(IReadOnlyList<Order> Orders);

    /// <summary>The answer to a purchase whose order stands like this.</summary>
    public static IResult Purchase(Order order) => order switch
    {
        { WasPaid: true } => TypedResults.Ok(new Purchased("success", order.Id, order.PaymentId)),
        { Status: OrderStatus.Failed } => TypedResults.Json(new PaymentUnavailable(PaymentError), statusCode: StatusCodes.Status502BadGateway),
        _ => Undecided(order),
    };

    /// <summary>The answer to a return whose order stands like this.</summary>
    public static IResult Return(Order order) => order.Status switch
    {
        OrderStatus.Refunded => TypedResults.Ok(new Returned("success", order.Id, order.RefundId)),
        OrderStatus.Refunding => Undecided(order),
        _ => TypedResults.Problem(
            $"Order {order.Id} is {order.Status.Name()}; only a paid order can be returned.",
            statusCode: StatusCodes.Status409Conflict),
    };

    public static IResult KeyReused() => TypedResults.Problem(
        $"This {IdempotencyKey.Header} was used for a purchase with another body; use a new key.",
        statusCode: StatusCodes.Status422UnprocessableEntity);

    public static IResult UnknownOrder(string id) =>
        TypedResults.Problem($"There is no order '{id}'.", statusCode: StatusCodes.Status404NotFound);

    public static IResult PostgresUnavailable() => TypedResults.Json(
        new OrdersUnavailable("orders unavailable", OrdersDatabase.Dependency),
        statusCode: StatusCodes.Status503ServiceUnavailable);

    private const string PaymentError = "payment service unavailable";

    private static JsonHttpResult<PaymentUnavailable> Undecided(Order order) => TypedResults.Json(
        new PaymentUnavailable(PaymentError, order.Id, order.Status),
        statusCode: StatusCodes.Status502BadGateway);
}

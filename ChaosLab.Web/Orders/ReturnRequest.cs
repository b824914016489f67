using System.Text.Json;

namespace ChaosLab.Web.Orders;

/// <summary>A wish to give an order back.</summary>
/// <param name="OrderId">As the client wrote it; an id that is none simply names no order.</param>
internal sealed record ReturnRequest(string OrderId)
{
    /// <summary>Reads the body of a return.</summary>
    public static Validated<ReturnRequest> Read(JsonElement body)
    {
        var fields = new JsonFields(body);
        var orderId = fields.Text("orderId", PurchaseRequest.MaxTextLength);
        return fields.Errors.Count > 0 ? new(null, fields.Errors) : new(new(orderId), fields.Errors);
    }
}

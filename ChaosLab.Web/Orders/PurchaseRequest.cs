using System.Text.Json;

namespace ChaosLab.Web.Orders;

/// <summary>A valid wish to buy.</summary>
/// <param name="Item">1 to 100 characters.</param>
/// <param name="Amount">What to charge for the whole order: above 0, at most 1,000,000, at most 2 decimals.</param>
/// <param name="Quantity">1 to 1000; 1 when not given.</param>
/// <param name="Customer">At most 100 characters; "guest" when not given.</param>
internal sealed record PurchaseRequest(string Item, decimal Amount, int Quantity, string Customer)
{
    public const int MaxTextLength = 100;
    public const decimal MaxAmount = 1_000_000m;
    public const int MaxQuantity = 1000;
    public const string DefaultCustomer = "guest";

    /// <summary>Reads the body of a purchase; names every wrong field at once.</summary>
    public static Validated<PurchaseRequest> Read(JsonElement body)
    {
        var fields = new JsonFields(body);
        var item = fields.Text("item", MaxTextLength);
        var amount = fields.Number("amount", "must be a number above 0 and at most 1000000 with at most 2 decimals", IsAmount);
        var quantity = fields.Number("quantity", "must be a whole number from 1 to 1000", IsQuantity, fallback: 1m);
        var customer = fields.Text("customer", MaxTextLength, fallback: DefaultCustomer);

        return fields.Errors.Count > 0
            ? new(null, fields.Errors)
            : new(new(item, amount, (int)quantity, customer), fields.Errors);
    }

    private static bool IsAmount(decimal value) =>
        value > 0 && value <= MaxAmount && decimal.Round(value, 2) == value;

    private static bool IsQuantity(decimal value) =>
        value >= 1 && value <= MaxQuantity && decimal.Truncate(value) == value;
}

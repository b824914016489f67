using System.Text.Json;

namespace ChaosLab.Tests.Support;

/// <summary>The payment service's own book, asked after the fact: who was charged, and how often.</summary>
internal static class PaymentLedger
{
    public static async Task<string?> ChargeStatusAsync(this HttpClient payment, string orderId)
    {
        using var response = await payment.GetAsync($"/charges/{orderId}");
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound) return null;
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("status").GetString();
    }

    /// <summary>Waits until every order of a customer and its charge say the same; what was unknown is resolved by the reconciler.</summary>
    public static Task AgreeAsync(this Lab lab, string customer)
        => Eventually.BeAsync("orders and charges that agree", _ => lab.DisagreementsAsync(customer), wrong => wrong.Length == 0, TimeSpan.FromSeconds(90));

    /// <summary>Orders the shop shows as paid that payment does not hold as charged, and the reverse.</summary>
    public static async Task<string[]> DisagreementsAsync(this Lab lab, string customer)
    {
        var orders = (await lab.Gateway.JsonAsync($"/orders?customer={customer}&limit=500")).GetProperty("orders");
        var wrong = new List<string>();
        foreach (var order in orders.EnumerateArray())
        {
            var id = order.GetProperty("orderId").GetString()!;
            var status = order.GetProperty("status").GetString();
            var charge = await lab.Payment.ChargeStatusAsync(id);
            var agreed = status switch
            {
                "paid" => charge is "charged",
                "refunded" => charge is "refunded",
                "failed" => charge is null,
                "cancelled" => charge is "voided" or "refunded",
                _ => false,
            };
            if (!agreed) wrong.Add($"{id}: order {status}, charge {charge ?? "none"}");
        }

        return [.. wrong];
    }
}

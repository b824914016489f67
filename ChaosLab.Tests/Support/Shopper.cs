using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChaosLab.Tests.Support;

/// <summary>What a purchase answered, and how long it took as the customer saw it.</summary>
internal sealed record PurchaseAnswer(HttpStatusCode Status, string Body, TimeSpan Took)
{
    public string? Member(string name)
        => JsonDocument.Parse(Body).RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>The requests a customer makes.</summary>
internal static class Shopper
{
    public static async Task<PurchaseAnswer> BuyAsync(
        this HttpClient shop, string? key = null, string item = "book", decimal amount = 9.99m, string customer = "test")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/purchase")
        {
            Content = JsonContent.Create(new { item, amount, customer }),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var response = await shop.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new PurchaseAnswer(response.StatusCode, body, clock.Elapsed);
    }

    public static async Task<(HttpStatusCode Status, string Body)> ReturnAsync(this HttpClient shop, string orderId)
    {
        using var response = await shop.PostAsJsonAsync("/return", new { orderId });
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until a purchase goes through again.</summary>
    public static Task<PurchaseAnswer> BuyUntilOkAsync(this HttpClient shop, TimeSpan? within = null)
        => Eventually.BeAsync("a purchase", _ => shop.BuyAsync(), answer => answer.Status == HttpStatusCode.OK, within);

    public static async Task<JsonElement> JsonAsync(this HttpClient client, string path)
        => (await client.GetFromJsonAsync<JsonElement>(path)).Clone();

    /// <summary>The 95th percentile, nearest-rank.</summary>
    public static TimeSpan P95(this IEnumerable<PurchaseAnswer> answers)
    {
        var sorted = answers.Select(a => a.Took).Order().ToArray();
        return sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1];
    }
}

using System.Net;
using ChaosLab.ServiceDefaults;

namespace ChaosLab.Web.Payments;

/// <summary>The payment service; the id of an order is the key of its charge, so every call may be repeated.</summary>
internal sealed class PaymentClient(IHttpClientFactory clients, [FromKeyedServices(PaymentClient.Dependency)] Dependency payment)
{
    /// <summary>The dependency's name, also of its HTTP client.</summary>
    public const string Dependency = "payment";

    private readonly HttpClient http = clients.CreateClient(Dependency);

    /// <summary>Charges the order once, however often it is asked. Never throws for a failing payment service.</summary>
    public async Task<ChargeResult> ChargeAsync(Guid orderId, decimal amount, string customer)
    {
        var calls = new UnansweredCalls();
        try
        {
            return await payment.CallAsync<ChargeResult>("charge", async attempt =>
            {
                calls.Sent();
                using var response = await PostChargeAsync(new(Key(orderId), amount, customer), calls, attempt);
                if (response.StatusCode == HttpStatusCode.Conflict)
                    return new ChargeResult.Voided();

                if (await IsSurelyNotChargedAsync(response, attempt))
                    calls.Answered();

                var entry = await EntryAsync(response, attempt);
                return new ChargeResult.Charged(entry.PaymentId ?? throw Malformed("paymentId"));
            }, idempotent: true, CancellationToken.None);
        }
        catch (DependencyRejectedException)
        {
            return new ChargeResult.NotCharged(Overloaded: false);
        }
        catch (DependencyException e)
        {
            return calls.Any ? new ChargeResult.MayBeCharged() : new ChargeResult.NotCharged(e.Failure == DependencyFailure.BulkheadFull);
        }
    }

    /// <summary>Refunds the charge of the order, or makes sure that it is never charged.</summary>
    /// <exception cref="DependencyException">The payment service did not do it, or did not say so.</exception>
    public async Task<RefundResult> RefundAsync(Guid orderId, CancellationToken cancellationToken = default) =>
        await payment.CallAsync<RefundResult>("refund", async attempt =>
        {
            using var response = await http.PostAsJsonAsync("/refund", new PaymentContract.Refund(Key(orderId)), attempt);
            var entry = await EntryAsync(response, attempt);
            return Status(entry) switch
            {
                ChargeStatus.Voided => new RefundResult.Voided(),
                ChargeStatus.Refunded => new RefundResult.Refunded(entry.RefundId ?? throw Malformed("refundId")),
                _ => throw Malformed("status"),
            };
        }, idempotent: true, cancellationToken);

    /// <summary>What the payment service knows of the order's charge.</summary>
    /// <exception cref="DependencyException">The payment service did not say.</exception>
    public async Task<ChargeState> FindChargeAsync(Guid orderId, CancellationToken cancellationToken = default) =>
        await payment.CallAsync("find charge", async attempt =>
        {
            using var response = await http.GetAsync($"/charges/{Key(orderId)}", attempt);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return new ChargeState(ChargeStatus.None, null);

            var entry = await EntryAsync(response, attempt);
            return new ChargeState(Status(entry), entry.PaymentId);
        }, idempotent: true, cancellationToken);

    private async Task<HttpResponseMessage> PostChargeAsync(PaymentContract.Charge charge, UnansweredCalls calls, CancellationToken attempt)
    {
        try
        {
            return await http.PostAsJsonAsync("/charge", charge, attempt);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            calls.Answered();
            throw;
        }
    }

    private static async Task<bool> IsSurelyNotChargedAsync(HttpResponseMessage response, CancellationToken attempt) =>
        response.StatusCode == HttpStatusCode.ServiceUnavailable
        && response.Content.Headers.ContentType?.MediaType == "application/json"
        && await response.Content.ReadFromJsonAsync<PaymentContract.Outage>(attempt) is { Charged: false };

    private static async Task<PaymentContract.Entry> EntryAsync(HttpResponseMessage response, CancellationToken attempt)
    {
        if (response.IsSuccessStatusCode)
            return await response.Content.ReadFromJsonAsync<PaymentContract.Entry>(attempt) ?? throw Malformed("body");

        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        throw response.StatusCode < HttpStatusCode.InternalServerError
            ? new DependencyRejectedException($"The payment service refused the request: {status}.")
            : new HttpRequestException($"The payment service answered {status}.", null, response.StatusCode);
    }

    private static ChargeStatus Status(PaymentContract.Entry entry) => entry.Status switch
    {
        "charged" => ChargeStatus.Charged,
        "refunded" => ChargeStatus.Refunded,
        "voided" => ChargeStatus.Voided,
        _ => throw Malformed("status"),
    };

    private static string Key(Guid orderId) => orderId.ToString("D");

    private static HttpRequestException Malformed(string field) => new($"The payment service's answer has no valid '{field}'.");
}

using System.Text.Json;
using ChaosLab.ChaosController.Ledger;

namespace ChaosLab.ChaosController.Load.Traffic;

/// <summary>What an answer to a purchase says about the purchase.</summary>
/// <param name="Outcome">Acknowledged, refused for certain, or neither.</param>
/// <param name="OrderId">The order, when it was acknowledged.</param>
/// <param name="PaymentId">The payment, when it was acknowledged.</param>
/// <remarks>
/// By the shop's code. Certainly without a charge: 400, 413 and 415, which are decided before anything is written, and a 502
/// of the shop that names no order, which it gives only for an order that is <c>failed</c> with no other attempt open
/// (decision 0006). Everything else leaves it open: a 502 with an order or from the gateway, a 503 (Postgres may be lost
/// between the charge and its settlement), a 504, and also a 429: the bulkhead of Postgres gives it when it is full at the
/// settlement, after the charge, and the gateway's replay of a broken attempt (decision 0007) may meet it.
/// </remarks>
internal readonly record struct PurchaseAnswer(PurchaseOutcome Outcome, string? OrderId = null, string? PaymentId = null)
{
    private const string NotPaid = "payment service unavailable";

    public static PurchaseAnswer Read(int status, ReadOnlySpan<byte> body) => status switch
    {
        200 => Acknowledgement(body),
        400 or 413 or 415 => new PurchaseAnswer(PurchaseOutcome.Failed),
        502 => Refusal(body),
        _ => new PurchaseAnswer(PurchaseOutcome.Unknown),
    };

    private static PurchaseAnswer Acknowledgement(ReadOnlySpan<byte> body)
        => Parse(body) is { } answer && Text(answer, "status") == "success" && Text(answer, "orderId") is { } order
            ? new PurchaseAnswer(PurchaseOutcome.Ok, order, Text(answer, "paymentId"))
            : new PurchaseAnswer(PurchaseOutcome.Unknown);

    private static PurchaseAnswer Refusal(ReadOnlySpan<byte> body)
        => Parse(body) is { } answer && Text(answer, "error") == NotPaid
            && !answer.TryGetProperty("orderId", out _) && !answer.TryGetProperty("status", out _)
            ? new PurchaseAnswer(PurchaseOutcome.Failed)
            : new PurchaseAnswer(PurchaseOutcome.Unknown);

    private static JsonElement? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var element = JsonElement.ParseValue(ref reader);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement answer, string name)
        => answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

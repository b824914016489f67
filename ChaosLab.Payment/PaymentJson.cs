using System.Text.Json;
using System.Text.Json.Serialization;
using ChaosLab.Payment.Charging;
using ChaosLab.Payment.Ledger;
using ChaosLab.Payment.Outage;

namespace ChaosLab.Payment;

/// <summary>How the payment service reads and writes JSON, on the wire and in its journal.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(ChargeRequest))]
[JsonSerializable(typeof(RefundRequest))]
[JsonSerializable(typeof(ChargeAnswer))]
[JsonSerializable(typeof(RefundAnswer))]
[JsonSerializable(typeof(ChargeView))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(FailModeCommand))]
[JsonSerializable(typeof(FailModeStatus))]
internal sealed partial class PaymentJson : JsonSerializerContext;

namespace ChaosLab.Payment.Charging;

/// <summary>The body of a 503.</summary>
/// <param name="Error">"payment outage" or "ledger unavailable".</param>
/// <param name="Charged">Whether the key is charged nevertheless, by an earlier call; absent when that is not known.</param>
internal sealed record Refusal(string Error, bool? Charged);

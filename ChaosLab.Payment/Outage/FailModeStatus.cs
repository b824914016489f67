using System.Text.Json.Serialization;

namespace ChaosLab.Payment.Outage;

/// <summary>The fail mode as <c>/fail-mode</c> shows it.</summary>
/// <param name="IsOn">Whether charges and refunds are refused.</param>
/// <param name="Until">When it ends by itself, UTC; null when it is off.</param>
internal sealed record FailModeStatus([property: JsonPropertyName("failMode")] bool IsOn, DateTimeOffset? Until);

using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Probing;

/// <summary>What came of carrying out an activity.</summary>
/// <param name="Succeeded">Whether it was carried out and answered as it had to.</param>
/// <param name="Output">What it answered; may be there although it failed.</param>
/// <param name="Error">Why it failed, one sentence; null when it succeeded.</param>
internal sealed record ActivityAnswer(bool Succeeded, JsonNode? Output, string? Error)
{
    public static ActivityAnswer Failed(string error, JsonNode? output = null) => new(false, output, error);
}

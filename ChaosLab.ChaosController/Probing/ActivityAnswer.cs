using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Probing;

/// <summary>What came of carrying out an activity.</summary>
/// <param name="Succeeded">Whether it was carried out and answered as it had to.</param>
/// <param name="Output">What it answered; may be there although it failed.</param>
/// <param name="Error">Why it failed, one sentence; null when it succeeded.</param>
/// <param name="Body">The body as an HTTP server wrote it, although <paramref name="Output"/> may have it parsed; null for everything else.</param>
internal sealed record ActivityAnswer(bool Succeeded, JsonNode? Output, string? Error, string? Body = null)
{
    public static ActivityAnswer Failed(string error, JsonNode? output = null) => new(false, output, error);
}

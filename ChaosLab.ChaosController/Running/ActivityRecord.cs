using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Running;

/// <summary>One activity as it went.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Probe or action.</param>
/// <param name="Succeeded">Whether it was carried out; false with <paramref name="Error"/>.</param>
/// <param name="StartedAt">When it began, after the pause before it.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Output">What it answered; secrets are masked, long texts are cut.</param>
/// <param name="Error">Why it failed, in one sentence.</param>
/// <param name="ToleranceMet">Whether the output was within the tolerance; null without one.</param>
/// <param name="Tolerance">Why not, in one sentence; null when met.</param>
/// <param name="Background">Whether it ran in the background.</param>
/// <param name="Source">The activity as its file has it.</param>
/// <param name="Seen">What was held against the tolerance, as JSON, cut when it is long; null without one.</param>
/// <param name="Rule">What it had to be, such as <c>from 0 to 500</c>; null without a tolerance.</param>
internal sealed record ActivityRecord(
    string Name,
    ActivityType Type,
    bool Succeeded,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    JsonNode? Output,
    string? Error,
    bool? ToleranceMet,
    string? Tolerance,
    bool Background,
    JsonObject Source,
    string? Seen = null,
    string? Rule = null);

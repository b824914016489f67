using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Running;

/// <summary>Something that happened in a run: a line of the journal, of the live display, and of the timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Text">One sentence for people.</param>
/// <param name="Subject">What it is about: an activity, a fault's id, a resource; or null.</param>
/// <param name="Data">What is known of it, for programs; secrets are masked.</param>
internal sealed record RunEvent(DateTimeOffset At, RunEventKind Kind, string Text, string? Subject = null, JsonNode? Data = null);

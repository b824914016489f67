namespace ChaosLab.ChaosController.Api;

/// <summary>The body of <c>POST /api/experiments/plan</c>.</summary>
/// <param name="Text">The experiment: the content of its file, at most 1 MiB.</param>
/// <param name="File">The file's path; its extension says JSON or YAML. Null means JSON.</param>
/// <param name="Variables">Values of the configuration that replace the file's; null means none.</param>
internal sealed record PlanRequest(string Text, string? File = null, IReadOnlyDictionary<string, string>? Variables = null);

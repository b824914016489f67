namespace ChaosLab.ChaosController.Running;

/// <summary>The body of <c>POST /api/runs</c>.</summary>
/// <param name="Text">The experiment: the content of its file.</param>
/// <param name="File">The file's path; its extension says JSON or YAML, its directory is where programs run. Null means JSON.</param>
/// <param name="Environment">Environment variables for dynamic values and programs; null means only where the lab is (<c>CHAOSLAB_GATEWAY</c> and its like).</param>
/// <param name="Variables">Values of the configuration that replace the file's; null means none.</param>
/// <param name="Seed">The seed of every random choice; null means a new one.</param>
/// <param name="By">Who asks, at most 100 characters.</param>
internal sealed record RunRequest(
    string Text,
    string? File = null,
    IReadOnlyDictionary<string, string>? Environment = null,
    IReadOnlyDictionary<string, string>? Variables = null,
    int? Seed = null,
    string? By = null);

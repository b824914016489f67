namespace ChaosLab.ChaosController.Running;

/// <summary>A load command of the experiment's own.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="ExitCode">Its exit code; null when it had to be ended.</param>
/// <param name="Output">The end of what it wrote, standard output and error together.</param>
/// <param name="EndedAt">When it ended by itself; null when it had to be ended.</param>
internal sealed record ExternalLoad(IReadOnlyList<string> Command, int? ExitCode, string Output, DateTimeOffset? EndedAt = null);

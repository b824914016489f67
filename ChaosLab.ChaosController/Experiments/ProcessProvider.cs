namespace ChaosLab.ChaosController.Experiments;

/// <summary>Chaos Toolkit's <c>process</c> provider; its output is <c>{status, stdout, stderr}</c>. Never through a shell.</summary>
/// <param name="Path">The program: a path, or a name on PATH.</param>
/// <param name="Arguments">One entry per argument; a text in the file is split as a POSIX shell would split words.</param>
/// <param name="Timeout">How long it may run; null means the runner's limit.</param>
internal sealed record ProcessProvider(string Path, IReadOnlyList<string> Arguments, TimeSpan? Timeout) : Provider;

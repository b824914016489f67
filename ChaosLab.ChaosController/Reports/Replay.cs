using System.Globalization;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary>The command that repeats a run with the same decisions.</summary>
internal static class Replay
{
    /// <summary>The command line; null when the run came from no file.</summary>
    public static string? Command(RunRecord run)
        => run.File is { } file ? string.Create(CultureInfo.InvariantCulture, $"./lab run {Argument(file)} --seed {run.Seed}") : null;

    // It will be copied into a shell, where a file's name must stay a name.
    private static string Argument(string file)
        => file.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? file : $"'{file.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

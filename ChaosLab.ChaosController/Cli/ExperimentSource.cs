using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary>An experiment as it was given.</summary>
/// <param name="Path">The file, or where it would be when a command composed it.</param>
/// <param name="Text">Its content.</param>
internal sealed record ExperimentSource(string Path, string Text)
{
    /// <exception cref="LabError">It cannot be read.</exception>
    public static async Task<ExperimentSource> LoadAsync(string path, CancellationToken ct)
    {
        if (Directory.Exists(path)) throw LabError.WrongUse($"'{path}' is a directory; ./lab run-all {path} runs all experiments of one.");
        try
        {
            return new ExperimentSource(path, await ExperimentFile.ReadTextAsync(path, ct));
        }
        catch (LabError problem)
        {
            throw LabError.WrongUse($"'{path}': {problem.Message}{Meant(path)}");
        }
    }

    private static string Meant(string path)
    {
        var directory = System.IO.Path.GetDirectoryName(path) is { Length: > 0 } given ? given : ".";
        if (File.Exists(path) || !Directory.Exists(directory)) return "";
        var names = Directory.EnumerateFiles(directory).Select(file => System.IO.Path.GetFileName(file));
        return Suggestion.Nearest(System.IO.Path.GetFileName(path), names) is { } nearest
            ? $" Did you mean '{System.IO.Path.Combine(directory, nearest)}'?"
            : "";
    }
}

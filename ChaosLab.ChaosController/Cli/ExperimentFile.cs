using System.Text;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary>An experiment as it was given: its text, and the path it has or would have.</summary>
internal sealed record ExperimentFile(string Path, string Text)
{
    private const long Largest = 1024 * 1024;

    /// <exception cref="LabError">It cannot be read.</exception>
    public static ExperimentFile Load(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (Directory.Exists(path)) throw LabError.WrongUse($"'{path}' is a directory; ./lab run-all runs all experiments of one.");
            if (!file.Exists) throw LabError.WrongUse($"There is no file '{path}'.{Meant(path)}");
            if (file.Length > Largest) throw LabError.WrongUse($"'{path}' has {file.Length} bytes; an experiment has at most {Largest}.");
            return new ExperimentFile(path, File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (DecoderFallbackException)
        {
            throw LabError.WrongUse($"'{path}' is not UTF-8 text.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw LabError.WrongUse($"'{path}' cannot be read: {error.Message}");
        }
    }

    private static string Meant(string path)
    {
        var directory = System.IO.Path.GetDirectoryName(path) is { Length: > 0 } given ? given : ".";
        if (!Directory.Exists(directory)) return "";
        var names = Directory.EnumerateFiles(directory).Select(file => System.IO.Path.GetFileName(file));
        return Suggestion.Nearest(System.IO.Path.GetFileName(path), names) is { } nearest
            ? $" Did you mean '{System.IO.Path.Combine(directory, nearest)}'?"
            : "";
    }
}

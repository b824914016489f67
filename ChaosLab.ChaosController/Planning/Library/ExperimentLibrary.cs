using System.Text.RegularExpressions;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Planning.Library;

/// <summary>The experiments of the checkout, or of <c>Lab:ExperimentsDirectory</c>. Files are named by plain names; nothing outside is read.</summary>
/// <param name="directory">Where they lie; it need not exist.</param>
internal sealed partial class ExperimentLibrary(string directory)
{
    public string Path { get; } = directory;

    public static ExperimentLibrary Of(IConfiguration configuration)
        => new(configuration["Lab:ExperimentsDirectory"] is { Length: > 0 } given
            ? System.IO.Path.GetFullPath(given)
            : System.IO.Path.Combine(Repository.Find()?.Root ?? Environment.CurrentDirectory, "experiments"));

    /// <summary>Every experiment, by name; one that has mistakes is there as well.</summary>
    public async Task<IReadOnlyList<ExperimentSummary>> ReadAllAsync(
        ExperimentInputs inputs, IReadOnlyList<FaultKind>? catalogue, LabParts? parts, CancellationToken ct)
    {
        var summaries = new List<ExperimentSummary>();
        foreach (var name in Names())
        {
            if (await ReadAsync(name, inputs, catalogue, parts, ct) is { } found) summaries.Add(found.Summary);
        }

        return summaries;
    }

    /// <summary>One experiment; null when there is none of that name.</summary>
    /// <param name="name">A file's name, without a directory.</param>
    /// <param name="inputs">What it finds in its environment.</param>
    /// <param name="catalogue">The kinds of fault of the lab; null leaves them unchecked.</param>
    /// <param name="parts">The parts of the lab; null leaves them unchecked.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<ExperimentDetail?> ReadAsync(
        string name, ExperimentInputs inputs, IReadOnlyList<FaultKind>? catalogue, LabParts? parts, CancellationToken ct)
    {
        if (!PlainName().IsMatch(name)) return null;
        var file = new FileInfo(System.IO.Path.Combine(Path, name));
        if (!file.Exists || file.Attributes.HasFlag(FileAttributes.ReparsePoint)) return null;

        // As ./lab run is given it, and as the reader shows it in its mistakes.
        var path = $"{System.IO.Path.GetFileName(Path)}/{name}";
        try
        {
            var text = await ExperimentFile.ReadTextAsync(file.FullName, ct);
            var reading = ExperimentReader.Read(text, path, inputs with { Directory = Path }, catalogue, parts);
            return new ExperimentDetail(ExperimentSummary.Of(name, reading), path, text, reading.Mistakes);
        }
        catch (LabError error)
        {
            var unreadable = new ExperimentReading(null, [new Mistake(path, 1, 1, "$", error.Message)], []);
            return new ExperimentDetail(ExperimentSummary.Of(name, unreadable), path, "", unreadable.Mistakes);
        }
    }

    private string[] Names()
    {
        if (!Directory.Exists(Path)) return [];
        var real = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Directory | FileAttributes.Hidden };
        return [.. Directory.EnumerateFiles(Path, "*", real).Select(file => System.IO.Path.GetFileName(file)).Where(name => PlainName().IsMatch(name)).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._ -]{0,199}\.(json|ya?ml)\z")]
    private static partial Regex PlainName();
}

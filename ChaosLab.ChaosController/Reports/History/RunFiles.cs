using System.Text.RegularExpressions;

namespace ChaosLab.ChaosController.Reports.History;

/// <summary>The files of a run that may be read over HTTP; whatever else lies in its folder is not for a browser.</summary>
internal static partial class RunFiles
{
    private static readonly string[] Fixed = ["report.html", "report.md", "postmortem.md", "run.json", "journal.jsonl", "journal.json", "history.json"];

    /// <summary>Those that are there, the report first.</summary>
    public static IReadOnlyList<string> In(string folder)
    {
        var there = Directory.EnumerateFiles(folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Directory })
            .Select(file => Path.GetFileName(file)).ToHashSet(StringComparer.Ordinal);
        return [.. Fixed.Where(there.Contains), .. there.Where(name => ChaosReport().IsMatch(name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Its media type; null for a file that is not to be read.</summary>
    public static string? TypeOf(string name)
        => !Fixed.Contains(name, StringComparer.Ordinal) && !ChaosReport().IsMatch(name) ? null : Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".md" => "text/markdown; charset=utf-8",
            ".jsonl" => "application/x-ndjson",
            _ => "application/json",
        };

    [GeneratedRegex(@"\Achaos_report_[0-9]{8}_[0-9]{6}\.json\z")]
    private static partial Regex ChaosReport();
}

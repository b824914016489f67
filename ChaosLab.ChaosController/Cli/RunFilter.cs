using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ChaosLab.ChaosController.Reports;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Which of the kept runs are meant.</summary>
/// <param name="Experiment">A part of the title, the file's name, the id or a tag, whatever its case; null means any.</param>
/// <param name="Since">The earliest start; null means any.</param>
/// <param name="Until">Starts before it; null means any.</param>
internal sealed record RunFilter(string? Experiment, DateTimeOffset? Since, DateTimeOffset? Until)
{
    public bool IsEmpty => this is { Experiment: null, Since: null, Until: null };

    /// <summary>Whether a run is meant; one whose start is not known is in no span of time.</summary>
    public bool Matches(StoredRun run)
        => (Experiment is not { } text || Names(run).Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase)))
            && (Since is not { } since || run.StartedAt >= since)
            && (Until is not { } until || run.StartedAt < until);

    public static Option<string?> ExperimentOption() => new("--experiment")
    {
        Description = "Only runs with this text in the title, the file's name, the id or a tag.",
        HelpName = "text",
    };

    /// <summary>A day, or a moment; in UTC unless it says otherwise.</summary>
    public static Option<DateTimeOffset?> TimeOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "date",
        CustomParser = result => Parse(name, result),
    };

    private static DateTimeOffset? Parse(string name, ArgumentResult result)
    {
        var written = result.Tokens[0].Value;
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK"];
        if (DateTimeOffset.TryParseExact(written, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;

        result.AddError($"{name} is '{written}'; write a date such as 2026-11-21, or a time such as 2026-11-21T19:30Z.");
        return null;
    }

    private static IEnumerable<string> Names(StoredRun run) => [run.Title, run.Id, run.Record?.File ?? "", .. run.Record?.Tags ?? []];
}

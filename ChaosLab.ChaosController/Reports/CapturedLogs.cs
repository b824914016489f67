using System.Globalization;
using System.Text.RegularExpressions;

namespace ChaosLab.ChaosController.Reports;

/// <summary>Counts the warnings and errors in the logs that were kept with a run, as .NET, Postgres, Redis and HAProxy write them.</summary>
internal static partial class CapturedLogs
{
    private const string Time = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>What each log complains of; nothing where no log was kept, or one cannot be read.</summary>
    /// <param name="directory">Where the logs lie, one file per resource; it need not exist.</param>
    public static IReadOnlyList<Complaint> Read(string directory)
    {
        try
        {
            return Directory.Exists(directory)
                ? [.. Directory.EnumerateFiles(directory, "*.log").Order(StringComparer.Ordinal).SelectMany(file => Of(Path.GetFileNameWithoutExtension(file), File.ReadLines(file)))]
                : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What one log complains of: errors first.</summary>
    /// <param name="resource">Whose log it is.</param>
    /// <param name="lines">Its lines, each with the time it came.</param>
    public static IReadOnlyList<Complaint> Of(string resource, IEnumerable<string> lines)
    {
        var found = new SortedDictionary<string, Complaint>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Split(' ', 2) is not [var time, var text] || What(text) is not { } what) continue;
            if (!DateTimeOffset.TryParseExact(time, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) continue;
            found[what] = found.TryGetValue(what, out var known) ? known with { Times = known.Times + 1 } : new Complaint(resource, what, 1, at);
        }

        return [.. found.Values];
    }

    private static string? What(string text) => Error().IsMatch(text) ? "error in its log" : Warning().IsMatch(text) ? "warning in its log" : null;

    // .NET's console, Postgres' severities, HAProxy's.
    [GeneratedRegex(@"^(fail|crit): |^\S+ \S+ \S+ \[\d+\] (ERROR|FATAL|PANIC): |^\[(ALERT|EMERG)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Error();

    // Redis has one mark, #, for all that should be looked at.
    [GeneratedRegex(@"^warn: |^\S+ \S+ \S+ \[\d+\] WARNING: |^\[WARNING\]|^\d+:[MSCX] .{1,32} # ", RegexOptions.CultureInvariant)]
    private static partial Regex Warning();
}

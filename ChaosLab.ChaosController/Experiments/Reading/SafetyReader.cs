using System.Globalization;
using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads <c>safety</c> of the extension block.</summary>
internal static class SafetyReader
{
    public static readonly DurationRange MaxDuration = new(TimeSpan.Zero, SafetySpec.Longest);

    public static readonly DurationRange StopFor = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

    public static readonly IReadOnlyList<string> Metrics = ["error-rate", "p95", "p99", "throughput"];

    /// <summary>From Sunday, as <see cref="DayOfWeek"/> counts.</summary>
    public static readonly IReadOnlyList<string> Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly NumberRange PositiveLimit = new(0, 1_000_000, AboveLeast: true);

    public static SafetySpec Read(MapNode map, Values values)
    {
        var fields = new Fields(map, values, "'safety'", own: true, "max-duration", "stop", "excluded-windows", "force");
        return new SafetySpec
        {
            MaxDuration = fields.Duration("max-duration", MaxDuration) ?? new SafetySpec().MaxDuration,
            StopConditions = [.. fields.Objects("stop").Select(stop => ReadStop(stop, values)).OfType<StopCondition>()],
            ExcludedWindows = [.. fields.Objects("excluded-windows").Select(window => ReadWindow(window, values)).OfType<ExcludedWindow>()],
            Force = fields.Flag("force") ?? false,
        };
    }

    private static StopCondition? ReadStop(MapNode map, Values values)
    {
        var fields = new Fields(map, values, "the stop condition", own: true, "metric", "limit", "for");
        var metric = fields.Need("metric") is { } node ? values.Choice(node, "metric", Metrics) : null;
        var duration = fields.Duration("for", StopFor) ?? TimeSpan.FromSeconds(5);
        if (fields.Need("limit") is not { } limitNode || metric is null) return null;

        // A latency may be written with its unit; a bare number is milliseconds.
        double? limit = metric is "p95" or "p99" && limitNode is ScalarNode { Text: not null }
            ? values.Duration(limitNode, "limit", SloReader.Latency)?.TotalMilliseconds
            : values.Number(limitNode, "limit", metric == "error-rate" ? SloReader.Share : PositiveLimit);
        return limit is { } value ? new StopCondition(metric, value, duration) : null;
    }

    private static ExcludedWindow? ReadWindow(MapNode map, Values values)
    {
        var fields = new Fields(map, values, "the excluded window", own: true, "days", "from", "to", "because");
        DayOfWeek[] days = [.. fields.Items("days").Select(day => values.Choice(day, "days", Days)).OfType<string>().Select(DayOf).Distinct()];
        var from = fields.Need("from") is { } fromNode ? ReadTime(fromNode, "from", values) : null;
        var to = fields.Need("to") is { } toNode ? ReadTime(toNode, "to", values) : null;
        var because = fields.Text("because");
        if (from is null || to is null) return null;
        if (from == to) values.Mistakes.Add(map, "The excluded window ends when it begins; for a whole day write \"from\": \"00:00\", \"to\": \"24:00\".");
        return new ExcludedWindow(days, from.Value, to.Value, because);
    }

    // 24:00 is the end of the day.
    private static TimeOnly? ReadTime(Node node, string name, Values values)
    {
        if (node is ScalarNode { Text: "24:00" } && name == "to") return TimeOnly.MaxValue;
        if (node is ScalarNode { Text: { } text } && TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        values.Refuse<object>(node, name, "a time of the day such as \"09:30\"");
        return null;
    }

    private static DayOfWeek DayOf(string word) => (DayOfWeek)Days.ToList().IndexOf(word);
}

using System.Globalization;

namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>Chooses requests worth looking at, and draws them as trees.</summary>
internal static class TraceExamples
{
    private const int MostLines = 60;
    private const int Deepest = 20;

    /// <summary>At most five: two that failed, two that were rescued, and the slowest that remain.</summary>
    public static IReadOnlyList<TraceExample> Choose(IReadOnlyList<ShopTrace> traces)
    {
        ShopTrace[] slowestFirst = [.. traces.Where(t => t.Request is not null).OrderByDescending(t => t.Request!.Duration)];
        List<(ShopTrace Trace, string Why)> chosen =
        [
            .. slowestFirst.Where(t => t.Failed).Take(2).Select(t => (t, "failed")),
            .. slowestFirst.Where(t => t.Succeeded && Absorption.IsIn(t)).Take(2).Select(t => (t, "rescued")),
        ];
        chosen.AddRange(slowestFirst.Except(chosen.Select(c => c.Trace)).Take(5 - chosen.Count).Select(t => (t, "slow")).ToArray());
        return [.. chosen.Select(c => new TraceExample(c.Trace.Id.ToString(), c.Why, c.Trace.Request!.Start, c.Trace.Request.Duration, Draw(c.Trace)))];
    }

    /// <summary>One line for each span: who, what, how long, and what went wrong; children are indented.</summary>
    public static IReadOnlyList<string> Draw(ShopTrace trace)
    {
        var ids = trace.Spans.Select(s => s.SpanId).ToHashSet();
        var children = trace.Spans.ToLookup(s => s.ParentId is { } parent && ids.Contains(parent) && parent != s.SpanId ? parent : default);
        var lines = new List<string>();
        var drawn = new HashSet<SpanId>();
        DrawAll(default, 0);
        if (trace.Spans.Count > lines.Count) lines.Add($"… and {trace.Spans.Count - lines.Count} more spans");
        return lines;

        void DrawAll(SpanId parent, int depth)
        {
            foreach (var span in children[parent])
            {
                if (lines.Count >= MostLines || depth > Deepest || !drawn.Add(span.SpanId)) continue;
                lines.Add(new string(' ', depth * 2) + Line(span));
                DrawAll(span.SpanId, depth + 1);
            }
        }
    }

    private static string Line(SpanRecord span)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{span.Service}: {span.Name}, {span.Duration.TotalMilliseconds:0.#} ms");
        if (span.Attributes["http.response.status_code"] is { } status) line += $", {status}";
        if (span.Failed) line += ", failed" + ((span.StatusText ?? span.Attributes["error.type"]) is { } why ? $": {why}" : "");
        if (span.Attributes["chaoslab.fault.id"] is { } fault) line += $", hit by fault {fault}";
        return span.Events.Count == 0 ? line : $"{line} [{string.Join(", ", span.Events.Select(Mark))}]";
    }

    private static string Mark(SpanEvent happened)
        => happened.Attributes["dependency"] is { } dependency ? $"{happened.Name} {dependency}" : happened.Name;
}

using System.Globalization;

namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>Chooses requests worth looking at, and draws them as trees.</summary>
internal static class TraceExamples
{
    private const int MostLines = 60;
    private const int Deepest = 20;

    private const string FaultId = "chaoslab.fault.id";

    /// <summary>
    /// At most five: two that failed, two that were rescued, and the slowest that remain. With faults, of each sort those first that a
    /// fault is known to have hit, then those that ran while one acted; none that had ended before the first of them.
    /// </summary>
    public static IReadOnlyList<TraceExample> Choose(IReadOnlyList<ShopTrace> traces, IReadOnlyList<ActingFault> faults)
    {
        var begun = faults.Count == 0 ? DateTimeOffset.MinValue : faults.Min(fault => fault.From);
        Candidate[] best =
        [
            .. traces.Where(trace => trace.Request is { } request && request.Start + request.Duration >= begun)
                .Select(trace => new Candidate(trace, HitBy(trace, faults), IsDuring(trace, faults)))
                .OrderBy(candidate => candidate switch { { Fault: not null } => 0, { IsDuring: true } => 1, _ => 2 })
                .ThenByDescending(candidate => candidate.Trace.Request!.Duration),
        ];
        List<(Candidate Candidate, string Why)> chosen =
        [
            .. best.Where(c => c.Trace.Failed).Take(2).Select(c => (c, "failed")),
            .. best.Where(c => c.Trace.Succeeded && Absorption.IsIn(c.Trace)).Take(2).Select(c => (c, "rescued")),
        ];
        chosen.AddRange(best.Except(chosen.Select(c => c.Candidate)).Take(5 - chosen.Count).Select(c => (c, "slow")).ToArray());
        return [.. chosen.Select(c => Tell(c.Candidate, c.Why))];
    }

    private static TraceExample Tell(Candidate candidate, string why)
        => new(candidate.Trace.Id.ToString(), why, candidate.Trace.Request!.Start, candidate.Trace.Request.Duration, Draw(candidate.Trace), candidate.Fault);

    private static string? HitBy(ShopTrace trace, IReadOnlyList<ActingFault> faults)
        => trace.Spans.Select(span => span.Attributes[FaultId]).FirstOrDefault(id => id is not null && faults.Any(fault => fault.Id == id));

    private static bool IsDuring(ShopTrace trace, IReadOnlyList<ActingFault> faults)
        => faults.Any(fault => trace.Request!.Start <= fault.To && trace.Request.Start + trace.Request.Duration >= fault.From);

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
        if (span.Attributes[FaultId] is { } fault) line += $", hit by fault {fault}";
        return span.Events.Count == 0 ? line : $"{line} [{string.Join(", ", span.Events.Select(Mark))}]";
    }

    private sealed record Candidate(ShopTrace Trace, string? Fault, bool IsDuring);

    private static string Mark(SpanEvent happened)
        => happened.Attributes["dependency"] is { } dependency ? $"{happened.Name} {dependency}" : happened.Name;
}

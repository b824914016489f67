using ChaosLab.ChaosController.Telemetry.Analysis;

namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>The spans of one trace that the store has; one at least.</summary>
internal sealed class StoredTrace
{
    private const string StatusKey = "http.response.status_code";

    /// <param name="id">Its id.</param>
    /// <param name="newestFirst">Its spans, the last to come first.</param>
    public StoredTrace(TraceId id, IEnumerable<SpanRecord> newestFirst)
    {
        Id = id;
        Spans = [.. newestFirst.Reverse().OrderBy(span => span.Start)];
        var ids = Spans.Select(span => span.SpanId).ToHashSet();
        var tops = Spans.Where(span => span.ParentId is not { } parent || !ids.Contains(parent)).ToArray();
        Root = tops.FirstOrDefault(span => span.ParentId is null) ?? tops.FirstOrDefault() ?? Spans[0];
        Complete = tops is [{ ParentId: null }];
        End = Spans.Max(span => span.End);
    }

    public TraceId Id { get; }

    /// <summary>By their start.</summary>
    public IReadOnlyList<SpanRecord> Spans { get; }

    /// <summary>The span that all others belong to, or the best that is there.</summary>
    public SpanRecord Root { get; }

    /// <summary>Whether nothing is known to be missing: there is one root, and every other span's parent.</summary>
    public bool Complete { get; }

    public DateTimeOffset Start => Spans[0].Start;

    public DateTimeOffset End { get; }

    public TimeSpan Duration => End - Start;

    /// <summary>The HTTP status of the root, or null.</summary>
    public int? Status => Root.Attributes.Whole(StatusKey);

    /// <summary>Whether its root failed: with an error, or answered with 4xx or 5xx. What was rescued inside of it did not fail it.</summary>
    public bool Failed => Root.Failed || Status >= 400;

    public IReadOnlyList<string> Services => [.. Spans.Select(span => span.Service).Distinct()];

    /// <summary>The faults that it drew.</summary>
    public IReadOnlyList<string> Faults => [.. Spans.SelectMany(FaultDecision.FaultsOf).Distinct()];

    /// <summary>What acted in it: <c>retry</c>, <c>fallback</c>, <c>timeout</c>, <c>bulkhead</c>, <c>breaker</c>.</summary>
    public IReadOnlyList<string> Marks => [.. Spans.SelectMany(Absorption.MechanismsIn).Distinct()];
}

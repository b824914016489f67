using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments;

/// <summary>What a probe's output must be (Chaos Toolkit's tolerances). One small record per form.</summary>
internal abstract record Tolerance;

/// <summary>Equal to a value; against an HTTP or process output, its <c>status</c>.</summary>
internal sealed record ScalarTolerance(JsonNode? Value) : Tolerance;

/// <summary>Between two numbers, both included; against an HTTP or process output, its <c>status</c> is one of the two, as in Chaos Toolkit.</summary>
internal sealed record BoundsTolerance(double Lower, double Upper) : Tolerance;

/// <summary>One of the values.</summary>
internal sealed record MembershipTolerance(IReadOnlyList<JsonNode?> Values) : Tolerance;

/// <summary>Matches a regular expression (bounded in time).</summary>
/// <param name="Pattern">The expression.</param>
/// <param name="Target">The property of the output that is looked at; null means the whole.</param>
internal sealed record RegexTolerance(string Pattern, string? Target) : Tolerance;

/// <summary>A JSONPath (RFC 9535 subset) finds something.</summary>
/// <param name="Path">The path.</param>
/// <param name="Expect">What it must find: one value, or a list of them; null means anything.</param>
/// <param name="Count">How many it must find; null means at least one.</param>
/// <param name="Target">The property of the output that is looked at, such as <c>body</c>; null means the whole, as in Chaos Toolkit.</param>
internal sealed record JsonPathTolerance(string Path, JsonNode? Expect, int? Count, string? Target) : Tolerance;

/// <summary>A number within a range, both ends included.</summary>
internal sealed record RangeTolerance(double Lower, double Upper, string? Target) : Tolerance;

/// <summary>A second probe decides: it must succeed, and its output must not be false.</summary>
internal sealed record ProbeTolerance(Activity Probe) : Tolerance;

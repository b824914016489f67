using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>Whether a probe's output is within its tolerance, by Chaos Toolkit's rules (chaoslib, <c>hypothesis.py</c>).</summary>
internal static class ToleranceCheck
{
    private const string Be = "must be ";

    /// <summary>Compares; never throws.</summary>
    /// <param name="tolerance">
    /// The tolerance. For a <see cref="ProbeTolerance"/> the runner carries out its probe and gives the answer as
    /// <paramref name="output"/>; it is met unless that is false, null, zero or empty.
    /// </param>
    /// <param name="output">What the probe answered.</param>
    /// <param name="body">The body of an HTTP answer as the server wrote it, for expressions on texts; null for everything else.</param>
    public static ToleranceResult Check(Tolerance tolerance, JsonNode? output, string? body = null) => tolerance switch
    {
        ScalarTolerance scalar => Result(JsonEquality.Equal(scalar.Value, StatusOr(output)), StatusOr(output), $"must be {JsonEquality.Show(scalar.Value)}"),
        BoundsTolerance bounds => Bounds(bounds, output),
        MembershipTolerance membership => Result(
            membership.Values.Any(value => JsonEquality.Equal(value, StatusOr(output))), StatusOr(output),
            $"must be one of {string.Join(", ", membership.Values.Select(JsonEquality.Show))}"),
        RegexTolerance regex => Matches(regex, regex.Target == "body" && body is not null ? body : Picked(regex.Target, output)),
        JsonPathTolerance path => Finds(path, output),
        RangeTolerance range => Within(range.Lower, range.Upper, Picked(range.Target, output)),
        ProbeTolerance => Result(IsTruthy(output), output, "the probe of the tolerance must not answer false, null, zero or nothing"),
        _ => new ToleranceResult(false, $"The tolerance {tolerance.GetType().Name} is unknown."),
    };

    private static ToleranceResult Bounds(BoundsTolerance bounds, JsonNode? output)
    {
        // Against an answer with a status, a pair is two allowed statuses and no range: so does Chaos Toolkit.
        if (output is JsonObject answer && answer.TryGetPropertyValue("status", out var status))
        {
            var met = JsonEquality.Number(status) is { } number && (number.Equals(bounds.Lower) || number.Equals(bounds.Upper));
            return Result(met, status, $"must be {Text(bounds.Lower)} or {Text(bounds.Upper)}");
        }

        return JsonEquality.Number(output) is { } value
            ? Result(value >= bounds.Lower && value <= bounds.Upper, output, $"must be from {Text(bounds.Lower)} to {Text(bounds.Upper)}")
            : Result(false, output, $"must be a number from {Text(bounds.Lower)} to {Text(bounds.Upper)}");
    }

    private static ToleranceResult Within(double lower, double upper, JsonNode? picked)
    {
        var number = JsonEquality.Number(picked)
            ?? (double.TryParse(JsonEquality.Text(picked)?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : null);
        return Result(number >= lower && number <= upper, picked, $"must be a number from {Text(lower)} to {Text(upper)}");
    }

    private static ToleranceResult Matches(RegexTolerance regex, JsonNode? picked)
    {
        try
        {
            return Result(
                BoundedRegex.Create(regex.Pattern).IsMatch(JsonEquality.Text(picked) ?? picked?.ToJsonString() ?? ""), picked, $"must match /{regex.Pattern}/");
        }
        catch (RegexMatchTimeoutException)
        {
            return new ToleranceResult(false, $"Matching /{regex.Pattern}/ took longer than 1 s.");
        }
        catch (ArgumentException error)
        {
            return new ToleranceResult(false, $"/{regex.Pattern}/ is no regular expression: {error.Message}");
        }
    }

    private static ToleranceResult Finds(JsonPathTolerance tolerance, JsonNode? output)
    {
        if (!JsonPath.TryParse(tolerance.Path, out var path, out var problem)) return new ToleranceResult(false, $"'{tolerance.Path}' is no JSONPath: {problem}.");
        var budget = new JsonPathBudget();
        var found = path!.Find(Parsed(Picked(tolerance.Target, output)), budget);
        if (budget.IsSpent) return new ToleranceResult(false, $"'{tolerance.Path}' has to look at too many values.");
        var shown = new JsonArray([.. found.Take(20).Select(node => node?.DeepClone())]);
        if (tolerance.Expect is { } expect)
        {
            JsonNode?[] expected = expect is JsonArray list ? [.. list] : [expect];
            var met = expected.Length == found.Count && expected.Zip(found).All(pair => JsonEquality.Equal(pair.First, pair.Second));
            return Result(met, shown, $"'{tolerance.Path}' must find {JsonEquality.Show(expect)}");
        }

        return tolerance.Count is { } count
            ? Result(found.Count == count, shown, $"'{tolerance.Path}' must find {count} values and finds {found.Count}")
            : Result(found.Count > 0, shown, $"'{tolerance.Path}' must find something");
    }

    private static JsonNode? StatusOr(JsonNode? output)
        => output is JsonObject answer && answer.TryGetPropertyValue("status", out var status) ? status : output;

    // A target that the output does not have leaves the whole, as in Chaos Toolkit.
    private static JsonNode? Picked(string? target, JsonNode? output)
        => target is not null && output is JsonObject answer && answer.TryGetPropertyValue(target, out var picked) ? picked : output;

    private static JsonNode? Parsed(JsonNode? node)
    {
        if (JsonEquality.Text(node) is not { } text) return node;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return node;
        }
    }

    private static bool IsTruthy(JsonNode? output) => output switch
    {
        null => false,
        JsonObject map => map.Count > 0,
        JsonArray list => list.Count > 0,
        _ => output.GetValueKind() switch
        {
            JsonValueKind.False or JsonValueKind.Null => false,
            JsonValueKind.String => JsonEquality.Text(output) is { Length: > 0 },
            JsonValueKind.Number => JsonEquality.Number(output) is not 0,
            _ => true,
        },
    };

    private static ToleranceResult Result(bool met, JsonNode? got, string rule)
    {
        var seen = JsonEquality.Show(got);
        var why = met ? null : $"It is {seen}; {(rule.StartsWith("must", StringComparison.Ordinal) ? "it " : "")}{rule}.";
        return new ToleranceResult(met, why, seen, rule.StartsWith(Be, StringComparison.Ordinal) ? rule[Be.Length..] : rule);
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}

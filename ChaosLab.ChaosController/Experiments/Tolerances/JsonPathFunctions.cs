using System.Text;
using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>The functions at the end of a path that Chaos Toolkit's library (jsonpath2) has; on a value they are not for they find nothing.</summary>
internal static class JsonPathFunctions
{
    /// <summary>Each with how many whole numbers it takes at least and at most.</summary>
    public static IReadOnlyDictionary<string, (int Least, int Most)> Known { get; } = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["length"] = (0, 0), ["keys"] = (0, 0), ["values"] = (0, 0), ["entries"] = (0, 0), ["charAt"] = (1, 1), ["substring"] = (1, 2),
    };

    /// <param name="step">The call.</param>
    /// <param name="node">What it is called on; <c>@</c> in its arguments.</param>
    /// <param name="root">The document.</param>
    /// <param name="budget">Bounds the search.</param>
    public static IEnumerable<JsonNode?> Call(CallStep step, JsonNode? node, JsonNode? root, JsonPathBudget budget)
    {
        if (step.Arguments.Count > 0) return OnText(step, node, root, budget);
        return (step.Function, node) switch
        {
            ("length", JsonArray list) => [list.Count],
            ("length", _) when JsonEquality.Text(node) is { } text => [text.EnumerateRunes().Count()],
            ("keys", JsonObject map) => [new JsonArray([.. map.Select(field => (JsonNode)field.Key)])],
            ("keys", JsonArray list) => [new JsonArray([.. Enumerable.Range(0, list.Count).Select(i => (JsonNode)i)])],
            ("values", JsonObject map) => [new JsonArray([.. map.Select(field => field.Value?.DeepClone())])],
            ("values", JsonArray list) => [list.DeepClone()],
            ("entries", JsonObject map) => [new JsonArray([.. map.Select(field => new JsonArray(field.Key, field.Value?.DeepClone()))])],
            ("entries", JsonArray list) => [new JsonArray([.. list.Select((item, i) => new JsonArray(i, item?.DeepClone()))])],
            _ => [],
        };
    }

    private static IEnumerable<JsonNode?> OnText(CallStep step, JsonNode? node, JsonNode? root, JsonPathBudget budget)
    {
        if (JsonEquality.Text(node) is not { } text) yield break;
        Rune[] letters = [.. text.EnumerateRunes()];
        foreach (var first in Wholes(step.Arguments[0]))
        {
            if (step.Function == "charAt")
            {
                var at = first < 0 ? letters.Length + first : first;
                if (at >= 0 && at < letters.Length) yield return letters[at].ToString();
                continue;
            }

            foreach (var last in step.Arguments.Count > 1 ? Wholes(step.Arguments[1]) : [letters.Length])
            {
                var (from, to) = (Bound(first, letters.Length), Bound(last, letters.Length));
                yield return from < to ? string.Concat(letters[from..to].Select(letter => letter.ToString())) : "";
            }
        }

        IEnumerable<int> Wholes(JsonPathOperand operand) => operand.Find(node, root, budget)
            .Select(JsonEquality.Number).Where(number => number is { } some && some == Math.Floor(some) && Math.Abs(some) < int.MaxValue).Select(number => (int)number!.Value);
    }

    // A negative place counts from the end.
    private static int Bound(int place, int count) => Math.Clamp(place < 0 ? count + place : place, 0, count);
}

using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>
/// A JSONPath: a subset of RFC 9535 with the spellings of Chaos Toolkit's library. <c>$</c>, <c>.name</c>, <c>['name']</c>,
/// <c>[n]</c>, <c>[a:b:c]</c>, <c>[*]</c>, <c>.*</c>, <c>..name</c>, unions, functions such as <c>.length()</c>, and filters
/// <c>[?(@.x == 1 and not @.y)]</c>. Where the two differ, that library decides; but a filter on a list tests its items, as in the RFC.
/// </summary>
internal sealed class JsonPath
{
    private readonly IReadOnlyList<JsonPathStep> _steps;

    internal JsonPath(IReadOnlyList<JsonPathStep> steps) => _steps = steps;

    /// <param name="text">The path.</param>
    /// <param name="path">The path read, or null.</param>
    /// <param name="problem">Why it could not be read, or null.</param>
    public static bool TryParse(string text, out JsonPath? path, out string? problem)
    {
        try
        {
            path = new JsonPathParser(text).ReadWhole();
            problem = null;
            return true;
        }
        catch (FormatException error)
        {
            path = null;
            problem = error.Message;
            return false;
        }
    }

    /// <summary>What it finds, in the order of the document.</summary>
    /// <param name="root">The document.</param>
    /// <param name="budget">Bounds the search; when it is spent the answer is not complete.</param>
    public IReadOnlyList<JsonNode?> Find(JsonNode? root, JsonPathBudget budget) => Find(root, root, budget);

    /// <summary>What it finds from a value on.</summary>
    internal IReadOnlyList<JsonNode?> Find(JsonNode? start, JsonNode? root, JsonPathBudget budget)
    {
        IReadOnlyList<JsonNode?> found = [start];
        foreach (var step in _steps)
        {
            var from = step.Deep ? found.SelectMany(node => Below(node, budget)) : found;
            found = [.. from.SelectMany(node => Take(step, node, root, budget)).TakeWhile(_ => budget.TryTake())];
        }

        return found;
    }

    private static IEnumerable<JsonNode?> Take(JsonPathStep step, JsonNode? node, JsonNode? root, JsonPathBudget budget) => step switch
    {
        NameStep named => node is JsonObject map ? named.Names.Where(map.ContainsKey).Select(name => map[name]) : [],
        IndexStep indexed => node is JsonArray list ? indexed.Indexes.Select(i => i < 0 ? list.Count + i : i).Where(i => i >= 0 && i < list.Count).Select(i => list[i]) : [],
        SliceStep slice => node is JsonArray list ? Slice(list, slice) : [],
        AnyStep => Children(node),
        CallStep call => JsonPathFunctions.Call(call, node, root, budget),
        FilterStep filter => Tested(filter, node).TakeWhile(_ => budget.TryTake()).Where(value => filter.Filter.Holds(value, root, budget)),
        _ => [],
    };

    // From .. on every value is reached by itself.
    private static IEnumerable<JsonNode?> Tested(FilterStep filter, JsonNode? node)
        => node is JsonArray list && !filter.Deep ? list : Enumerable.Repeat(node, 1);

    private static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject map => map.Select(property => property.Value),
        JsonArray list => list,
        _ => [],
    };

    private static IEnumerable<JsonNode?> Below(JsonNode? node, JsonPathBudget budget)
    {
        var open = new Stack<JsonNode?>([node]);
        while (open.TryPop(out var next) && budget.TryTake())
        {
            yield return next;
            foreach (var child in Children(next).Reverse()) open.Push(child);
        }
    }

    // RFC 9535, section 2.3.4.2.2.
    private static IEnumerable<JsonNode?> Slice(JsonArray list, SliceStep slice)
    {
        if (slice.By == 0) yield break;
        var count = list.Count;
        int Bound(int? written, int standard, int least, int most)
            => Math.Clamp(written is { } value ? value < 0 ? (int)Math.Max((long)count + value, -1) : value : standard, least, most);
        if (slice.By > 0)
        {
            var to = Bound(slice.To, count, 0, count);
            for (long i = Bound(slice.From, 0, 0, count); i < to; i += slice.By) yield return list[(int)i];
        }
        else
        {
            var to = Bound(slice.To, -1, -1, count - 1);
            for (long i = Bound(slice.From, count - 1, -1, count - 1); i > to; i += slice.By) yield return list[(int)i];
        }
    }
}

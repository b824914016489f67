using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>The condition of a filter, by the rules of Chaos Toolkit's library (jsonpath2); <c>@</c> is the value looked at, <c>$</c> the root.</summary>
internal abstract record JsonPathFilter
{
    public abstract bool Holds(JsonNode? current, JsonNode? root, JsonPathBudget budget);
}

/// <summary>Both, or one of both.</summary>
internal sealed record JoinedFilter(JsonPathFilter Left, JsonPathFilter Right, bool And) : JsonPathFilter
{
    public override bool Holds(JsonNode? current, JsonNode? root, JsonPathBudget budget)
        => And ? Left.Holds(current, root, budget) && Right.Holds(current, root, budget) : Left.Holds(current, root, budget) || Right.Holds(current, root, budget);
}

internal sealed record NotFilter(JsonPathFilter Inner) : JsonPathFilter
{
    public override bool Holds(JsonNode? current, JsonNode? root, JsonPathBudget budget) => !Inner.Holds(current, root, budget);
}

/// <summary>A path finds something.</summary>
internal sealed record ExistsFilter(JsonPathOperand Operand) : JsonPathFilter
{
    public override bool Holds(JsonNode? current, JsonNode? root, JsonPathBudget budget) => Operand.Find(current, root, budget).Any();
}

/// <summary>Any value on the left and any on the right compare so; a path that finds nothing compares with nothing, not even by <c>!=</c>.</summary>
/// <param name="Left">The left value.</param>
/// <param name="Operator"><c>==</c>, <c>!=</c>, <c>contains</c>, or, for numbers, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</param>
/// <param name="Right">The right value.</param>
internal sealed record ComparisonFilter(JsonPathOperand Left, string Operator, JsonPathOperand Right) : JsonPathFilter
{
    public override bool Holds(JsonNode? current, JsonNode? root, JsonPathBudget budget)
    {
        var right = Right.Find(current, root, budget);
        return Left.Find(current, root, budget).Any(one => right.TakeWhile(_ => budget.TryTake()).Any(other => Compare(one, other)));
    }

    private bool Compare(JsonNode? left, JsonNode? right) => Operator switch
    {
        "==" => JsonEquality.Equal(left, right),
        "!=" => !JsonEquality.Equal(left, right),
        "contains" => Contains(left, right),
        _ => JsonEquality.Number(left) is { } a && JsonEquality.Number(right) is { } b && Operator switch
        {
            "<" => a < b,
            "<=" => a <= b,
            ">" => a > b,
            _ => a >= b,
        },
    };

    private static bool Contains(JsonNode? whole, JsonNode? part) => whole switch
    {
        JsonArray list => list.Any(item => JsonEquality.Equal(item, part)),
        JsonObject map => JsonEquality.Text(part) is { } name && map.ContainsKey(name),
        _ => JsonEquality.Text(whole) is { } text && JsonEquality.Text(part) is { } piece && text.Contains(piece, StringComparison.Ordinal),
    };
}

/// <summary>A path, or a value written in the filter.</summary>
/// <param name="Path">The path; null for a value.</param>
/// <param name="FromRoot">Whether the path begins at the root.</param>
/// <param name="Value">The value when there is no path.</param>
internal sealed record JsonPathOperand(JsonPath? Path, bool FromRoot, JsonNode? Value)
{
    /// <summary>Every value that the path finds, or the one that is written.</summary>
    public IReadOnlyList<JsonNode?> Find(JsonNode? current, JsonNode? root, JsonPathBudget budget)
        => Path is null ? [Value] : Path.Find(FromRoot ? root : current, root, budget);
}

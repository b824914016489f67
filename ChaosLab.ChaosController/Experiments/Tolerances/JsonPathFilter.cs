using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>The condition of a filter; <c>@</c> is the value looked at, <c>$</c> the root.</summary>
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
    public override bool Holds(JsonNode? current, JsonNode? root, JsonPathBudget budget) => Operand.TryGet(current, root, budget, out _);
}

/// <summary>Two values compare; a path that finds nothing is different from everything.</summary>
/// <param name="Left">The left value.</param>
/// <param name="Operator"><c>==</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</param>
/// <param name="Right">The right value.</param>
internal sealed record ComparisonFilter(JsonPathOperand Left, string Operator, JsonPathOperand Right) : JsonPathFilter
{
    public override bool Holds(JsonNode? current, JsonNode? root, JsonPathBudget budget)
    {
        if (!Left.TryGet(current, root, budget, out var left) || !Right.TryGet(current, root, budget, out var right)) return Operator == "!=";
        if (Operator is "==" or "!=") return JsonEquality.Equal(left, right) == (Operator == "==");
        var order = Order(left, right);
        return order is { } sign && Operator switch
        {
            "<" => sign < 0,
            "<=" => sign <= 0,
            ">" => sign > 0,
            _ => sign >= 0,
        };
    }

    private static int? Order(JsonNode? left, JsonNode? right)
    {
        if (JsonEquality.Number(left) is { } a && JsonEquality.Number(right) is { } b) return a.CompareTo(b);
        return JsonEquality.Text(left) is { } first && JsonEquality.Text(right) is { } second ? string.CompareOrdinal(first, second) : null;
    }
}

/// <summary>A path, or a value written in the filter.</summary>
/// <param name="Path">The path; null for a value.</param>
/// <param name="FromRoot">Whether the path begins at the root.</param>
/// <param name="Value">The value when there is no path.</param>
internal sealed record JsonPathOperand(JsonPath? Path, bool FromRoot, JsonNode? Value)
{
    public bool TryGet(JsonNode? current, JsonNode? root, JsonPathBudget budget, out JsonNode? value)
    {
        value = Value;
        if (Path is null) return true;
        var found = Path.Find(FromRoot ? root : current, budget);
        value = found.Count > 0 ? found[0] : null;
        return found.Count > 0;
    }
}

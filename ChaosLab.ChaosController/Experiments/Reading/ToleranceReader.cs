using ChaosLab.ChaosController.Experiments.Reading.Documents;
using ChaosLab.ChaosController.Experiments.Tolerances;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads tolerances: a scalar, a pair of bounds, a list of values, or an object of type regex, jsonpath, range or probe.</summary>
internal sealed class ToleranceReader(ReadingContext context, ActivityReader activities)
{
    private static readonly string[] Types = ["regex", "jsonpath", "range", "probe"];

    private Values Values => context.Values;

    /// <param name="written">The tolerance as the file has it; not null there.</param>
    public Tolerance? Read(Node written)
    {
        // The provider of a probe has its values put in where it is read.
        if (written is MapNode { } block && block.Find("type")?.Value is ScalarNode { Text: "probe" })
        {
            return activities.ReadTolerance(block) is { } probe ? new ProbeTolerance(probe) : null;
        }

        return context.Substitution.Apply(written) switch
        {
            ScalarNode scalar => new ScalarTolerance(scalar.ToJson()),
            ListNode list => ReadList(list),
            MapNode map => ReadObject(map),
            _ => null,
        };
    }

    private Tolerance? ReadList(ListNode list)
    {
        if (list.Items.Count == 0)
        {
            context.Mistakes.Add(list, "'tolerance' is an empty list, which nothing is in; write two bounds, or the values allowed.");
            return null;
        }

        if (list.Items is not [ScalarNode { Number: { } lower }, ScalarNode { Number: { } upper }]) return new MembershipTolerance([.. list.Items.Select(item => item.ToJson())]);
        return new BoundsTolerance(lower, upper);
    }

    private Tolerance? ReadObject(MapNode map)
    {
        if (map.Find("type")?.Value is not { } node)
        {
            context.Mistakes.Add(map, "The tolerance has no 'type'; it must be regex, jsonpath, range or probe.");
            return null;
        }

        return Values.Choice(node, "type", Types) switch
        {
            "regex" => ReadRegex(map),
            "jsonpath" => ReadJsonPath(map),
            "range" => ReadRange(map),
            _ => null,
        };
    }

    private RegexTolerance? ReadRegex(MapNode map)
    {
        var fields = new Fields(map, Values, "the tolerance", own: false, "type", "pattern", "target");
        var target = fields.Text("target");
        if (fields.NeedText("pattern") is not { } pattern) return null;
        try
        {
            _ = BoundedRegex.Create(pattern);
            return new RegexTolerance(pattern, target);
        }
        catch (ArgumentException error)
        {
            context.Mistakes.Add(fields.Find("pattern")!, $"'pattern' is no regular expression: {Wording.Short(error.Message, 200)}");
            return null;
        }
    }

    private JsonPathTolerance? ReadJsonPath(MapNode map)
    {
        var fields = new Fields(map, Values, "the tolerance", own: false, "type", "path", "expect", "count", "target");
        var target = fields.Text("target");
        var count = fields.Whole("count", 0, 100_000);
        if (fields.NeedText("path") is not { } path) return null;
        if (JsonPath.TryParse(path, out _, out var problem)) return new JsonPathTolerance(path, fields.Find("expect")?.ToJson(), count, target);
        context.Mistakes.Add(fields.Find("path")!, $"'path' is no JSONPath: {Wording.Short(problem!, 200)}.");
        return null;
    }

    private RangeTolerance? ReadRange(MapNode map)
    {
        var fields = new Fields(map, Values, "the tolerance", own: false, "type", "range", "target");
        var target = fields.Text("target");
        if (fields.Need("range") is not { } node) return null;
        if (node is not ListNode { Items: [ScalarNode { Number: { } lower }, ScalarNode { Number: { } upper }] })
        {
            Values.Refuse<object>(node, "range", "a list of two numbers, such as [0, 0.5]");
            return null;
        }

        if (lower <= upper) return new RangeTolerance(lower, upper, target);
        context.Mistakes.Add(node, "'range' has its greater number first, so that no value is within.");
        return null;
    }
}

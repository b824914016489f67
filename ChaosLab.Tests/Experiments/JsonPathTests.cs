using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Tolerances;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Experiments;

/// <summary>What paths find.</summary>
public sealed class JsonPathTests
{
    private const string Document = """
        {"a": {"b": [1, 2, {"c": "x"}, null]}, "list": [{"id": 1, "n": "one", "ok": true}, {"id": 2, "n": "two"}, {"id": 3, "n": "three", "ok": false}], "x y": 5, "d-e": {"c": "y"}}
        """;

    [Theory]
    [InlineData("$", null)]
    [InlineData("$.a.b[0]", "[1]")]
    [InlineData("$.a.b[-2].c", "[\"x\"]")]
    [InlineData("$.a.b[3]", "[null]")]
    [InlineData("$['x y']", "[5]")]
    [InlineData("$[\"d-e\"].c", "[\"y\"]")]
    [InlineData("$.d-e.c", "[\"y\"]")]
    [InlineData("$..c", "[\"x\",\"y\"]")]
    [InlineData("$.list[*].id", "[1,2,3]")]
    [InlineData("$.list.*.id", "[1,2,3]")]
    [InlineData("$.list[0,2].id", "[1,3]")]
    [InlineData("$.list[1:].id", "[2,3]")]
    [InlineData("$.list[:-1].id", "[1,2]")]
    [InlineData("$.list[::2].id", "[1,3]")]
    [InlineData("$.list[::-1].id", "[3,2,1]")]
    [InlineData("$.list[0]['id','n']", "[1,\"one\"]")]
    [InlineData("$.list[?(@.id == 2)].n", "[\"two\"]")]
    [InlineData("$.list[?(@.id = 2)].n", "[\"two\"]")]
    [InlineData("$.list[?@.id > 1].id", "[2,3]")]
    [InlineData("$.list[?(@.n == 'one' || @.id >= 3)].id", "[1,3]")]
    [InlineData("$.list[?(@.ok)].id", "[1,3]")]
    [InlineData("$.list[?(not @.ok)].id", "[2]")]
    [InlineData("$.list[?(@.ok == true and @.id < $.x)].id", "[]")]
    [InlineData("$.list[?(@.ok != true)].id", "[3]")]
    [InlineData("$.list[?(@.id == $.a.b[1])].n", "[\"two\"]")]
    [InlineData("$.list.*[?(@.id = 2)].n", "[\"two\"]")]
    [InlineData("$.list[*][?(@.n)].id", "[1,2,3]")]
    [InlineData("$.d-e[?(@.c = \"y\")].c", "[\"y\"]")]
    [InlineData("$.d-e[?(@.c = \"n\")].c", "[]")]
    [InlineData("$..[?(@.c)].c", "[\"x\",\"y\"]")]
    [InlineData("$.list[?(@.id = 1 or @.id = 2 and @.ok)].id", "[1]")]
    [InlineData("$.list[?(@.ok and @.id = 1 or @.id = 3)].id", "[1,3]")]
    [InlineData("$.list[?(@.id == 1 || @.id == 2 && @.ok)].id", "[1]")]
    [InlineData("$.list[?(@.id == 2 || @.id == 1 && @.n == 'no')].id", "[2]")]
    [InlineData("$.list[?((@.id = 2 and @.ok) or @.id = 3)].id", "[3]")]
    [InlineData("$.list[?(not not @.ok)].id", "[1,3]")]
    [InlineData("$.a[?(@.b[*] = 2)].b[0]", "[1]")]
    [InlineData("$.a[?(@.b[*] = 7)].b[0]", "[]")]
    [InlineData("$.a[?(@.b[*] != 1)].b[0]", "[1]")]
    [InlineData("$.list[?(@.nobody != 1)].id", "[]")]
    [InlineData("$.list[?(@.n < \"p\")].id", "[]")]
    [InlineData("$.list[?(@.n contains \"e\")].id", "[1,3]")]
    [InlineData("$.a[?(@.b contains 2)].b[1]", "[2]")]
    [InlineData("$.list[*][?(@ contains \"ok\")].id", "[1,3]")]
    [InlineData("$.list.length()", "[3]")]
    [InlineData("$.list[0].n.length()", "[3]")]
    [InlineData("$.list[length()]", "[3]")]
    [InlineData("$.d-e.keys()", "[[\"c\"]]")]
    [InlineData("$.d-e.values()", "[[\"y\"]]")]
    [InlineData("$.d-e.entries()", "[[[\"c\",\"y\"]]]")]
    [InlineData("$.list[0].n.charAt(0)", "[\"o\"]")]
    [InlineData("$.list[0].n.charAt(-1)", "[\"e\"]")]
    [InlineData("$.list[0].n.charAt(9)", "[]")]
    [InlineData("$.list[2].n.substring(1,3)", "[\"hr\"]")]
    [InlineData("$.list[2].n.substring(-2)", "[\"ee\"]")]
    [InlineData("$.list[?(@.n.length() > 3)].id", "[3]")]
    [InlineData("$.list[?(@.n.charAt(0) = \"t\")].id", "[2,3]")]
    [InlineData("$.list.charAt(0)", "[]")]
    [InlineData("list[0].id", "[1]")]
    [InlineData("$.nobody", "[]")]
    [InlineData("$.a.b.c", "[]")]
    public void Finds(string path, string? expected)
    {
        JsonPath.TryParse(path, out var parsed, out var problem).ShouldBeTrue(problem);
        var found = new JsonArray([.. parsed!.Find(JsonNode.Parse(Document), new JsonPathBudget()).Select(node => node?.DeepClone())]);

        if (expected is null) found.ShouldHaveSingleItem();
        else found.ToJsonString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$.")]
    [InlineData("$[")]
    [InlineData("$['a]")]
    [InlineData("$.a b")]
    [InlineData("$[?(@.a ==)]")]
    [InlineData("$[?(1)]")]
    [InlineData("$[x]")]
    [InlineData("$...a")]
    [InlineData("$[99999999999]")]
    [InlineData("$.size()")]
    [InlineData("$.length(1)")]
    [InlineData("$.charAt()")]
    [InlineData("$[?(@.a contains)]")]
    public void Is_no_path(string path)
    {
        JsonPath.TryParse(path, out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Random_texts_are_paths_or_not_and_never_throw()
    {
        var random = new Random(11);
        var document = JsonNode.Parse(Document);
        for (var i = 0; i < 5000; i++)
        {
            var text = "$" + new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => ".[]*?@()'ab01:-,=!<&|$ "[random.Next(23)])]);
            if (JsonPath.TryParse(text, out var path, out _)) path!.Find(document, new JsonPathBudget()).ShouldNotBeNull(text);
        }
    }

    [Fact]
    public void The_path_to_each_value_finds_that_value()
    {
        var random = new Random(3);
        for (var i = 0; i < 100; i++)
        {
            var root = Make(random, 4);
            foreach (var (path, node) in Walk("$", root))
            {
                JsonPath.TryParse(path, out var parsed, out var problem).ShouldBeTrue($"{path}: {problem}");
                parsed!.Find(root, new JsonPathBudget()).ShouldHaveSingleItem().ShouldBeSameAs(node, path);
            }
        }
    }

    [Fact]
    public void A_search_is_bounded()
    {
        var large = new JsonArray([.. Enumerable.Range(0, 5000).Select(i => (JsonNode)i)]);
        JsonPath.TryParse("$..[?($..[?($..x)])]", out var path, out _).ShouldBeTrue();
        var budget = new JsonPathBudget();

        path!.Find(large, budget);

        budget.IsSpent.ShouldBeTrue();
    }

    private static JsonNode Make(Random random, int depth) => random.Next(depth == 0 ? 1 : 3) switch
    {
        0 => JsonValue.Create(random.Next(100)),
        1 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Make(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create("k'" + i, (JsonNode?)Make(random, depth - 1)))),
    };

    private static IEnumerable<(string Path, JsonNode Node)> Walk(string path, JsonNode node)
    {
        yield return (path, node);
        var children = node switch
        {
            JsonObject map => map.Select(field => ($"{path}['{field.Key.Replace("'", @"\'", StringComparison.Ordinal)}']", field.Value!)),
            JsonArray list => list.Select((item, index) => ($"{path}[{index}]", item!)),
            _ => [],
        };
        foreach (var (place, child) in children)
        {
            foreach (var below in Walk(place, child)) yield return below;
        }
    }
}

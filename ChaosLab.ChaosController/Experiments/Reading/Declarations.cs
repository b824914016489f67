using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>What a file declares by name, so that <c>{"ref": "name"}</c> can be followed; the first of a name counts.</summary>
internal static class Declarations
{
    public static IReadOnlyDictionary<string, MapNode> Activities(MapNode root) => ByName(AllActivities(root));

    public static IReadOnlyDictionary<string, MapNode> Controls(MapNode root)
    {
        var holders = AllActivities(root).Prepend(root);
        if (root.Find("steady-state-hypothesis")?.Value is MapNode hypothesis) holders = holders.Append(hypothesis);
        return ByName(holders.SelectMany(holder => Items(holder, "controls")));
    }

    private static IEnumerable<MapNode> AllActivities(MapNode root)
    {
        var probes = root.Find("steady-state-hypothesis")?.Value is MapNode hypothesis ? Items(hypothesis, "probes") : [];
        return probes.Concat(Items(root, "method")).Concat(Items(root, "rollbacks"));
    }

    private static IEnumerable<MapNode> Items(MapNode map, string name)
        => map.Find(name)?.Value is ListNode list ? list.Items.OfType<MapNode>() : [];

    private static Dictionary<string, MapNode> ByName(IEnumerable<MapNode> declared)
    {
        var found = new Dictionary<string, MapNode>(StringComparer.Ordinal);
        foreach (var map in declared)
        {
            if (map.Find("ref") is null && map.Find("name")?.Value is ScalarNode { Text: { } name }) found.TryAdd(name, map);
        }

        return found;
    }
}

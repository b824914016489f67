using ChaosLab.ChaosController.Experiments.Reading.Documents;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Checks what functions other than <c>inject</c> name of the lab: resources, their commands, edges.</summary>
internal static class PartRules
{
    private const string Kill = "kill";

    public static void Check(LabFunction function, MapNode arguments, LabParts parts, IReadOnlyList<FaultKind>? catalogue, Values values)
    {
        string[] resources = [.. parts.Resources.Select(resource => resource.Name)];
        Named(arguments, "resource", "resource", resources, values);
        Named(arguments, "edge", "edge", parts.Edges, values);
        foreach (var item in Items(arguments, "resources")) OneOf(item, "resource", resources, values);
        if (function.Name == "command") CheckCommand(arguments, parts, values);
        var killed = catalogue?.FirstOrDefault(kind => kind.Kind == Kill)?.Targets ?? resources;
        foreach (var item in Items(arguments, "among")) OneOf(item, "resource to kill", killed, values);
    }

    private static void CheckCommand(MapNode arguments, LabParts parts, Values values)
    {
        var name = (arguments.Find("resource")?.Value as ScalarNode)?.Text;
        if (parts.Resources.FirstOrDefault(resource => resource.Name == name) is not { Commands.Count: > 0 } resource) return;
        Named(arguments, "command", $"command of {resource.Name}", [.. resource.Commands.Select(command => command.Name)], values);
    }

    private static void Named(MapNode arguments, string argument, string what, IReadOnlyCollection<string> known, Values values)
    {
        if (arguments.Find(argument)?.Value is { } node) OneOf(node, what, known, values);
    }

    private static void OneOf(Node node, string what, IReadOnlyCollection<string> known, Values values)
    {
        if (node is ScalarNode { Text: { Length: > 0 } name } && !known.Contains(name)) values.Mistakes.Add(node, Wording.Unknown(what, name, known));
    }

    private static IEnumerable<Node> Items(MapNode arguments, string name) => arguments.Find(name)?.Value is ListNode list ? list.Items : [];
}

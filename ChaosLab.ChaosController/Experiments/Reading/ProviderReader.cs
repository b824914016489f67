using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads providers: http, process and chaoslab; python is refused by name.</summary>
internal sealed class ProviderReader(ReadingContext context)
{
    private static readonly string[] Types = ["process", "http", "chaoslab"];

    private Values Values => context.Values;

    /// <param name="map">The provider as the file has it.</param>
    /// <param name="activity">What its activity is; null for a control's, or when it is not known.</param>
    /// <param name="subject">Whose provider it is, for messages.</param>
    /// <param name="allowLab">Whether ChaosLab's own provider is allowed.</param>
    public Provider? Read(MapNode map, ActivityType? activity, string subject, bool allowLab)
    {
        if (map.Find("type")?.Value is not { } node)
        {
            context.Mistakes.Add(map, "The provider has no 'type'; it needs one.");
            return null;
        }

        if (node is ScalarNode { Text: "python" })
        {
            context.Mistakes.Add(node, $"{subject} has a provider of type python, which ChaosLab does not carry out; use {(allowLab ? "process, http or chaoslab" : "process or http")}.");
            return null;
        }

        var type = Values.Choice(node, "type", allowLab ? Types : Types[..2]);
        CheckSecrets(map);
        return type switch
        {
            "http" => HttpProviderReader.Read(Applied(map), context),
            "process" => ProcessProviderReader.Read(Applied(map, foreignArguments: true), context),
            "chaoslab" => LabProviderReader.Read(Applied(map), activity, context),
            _ => null,
        };
    }

    // A ${…} in the arguments of a program may be meant for the program.
    private MapNode Applied(MapNode map, bool foreignArguments = false)
    {
        var entries = map.Entries.Select(entry => entry with { Value = context.Substitution.Apply(entry.Value, foreignArguments && entry.Name == "arguments") }).ToArray();
        var applied = new MapNode(map.Position, entries);
        applied.TakePlaceOf(map);
        return applied;
    }

    // All secrets can be put in everywhere, as in Chaos Toolkit; here the names are only checked.
    private void CheckSecrets(MapNode map)
    {
        if (map.Find("secrets")?.Value is not { } node || node is ScalarNode { Value: null }) return;
        Node[] names = node is ListNode list ? [.. list.Items] : [node];
        foreach (var item in names)
        {
            if (Values.Text(item, "secrets") is { } name && !context.Scopes.Contains(name, StringComparer.Ordinal))
            {
                context.Mistakes.Add(item, Wording.Unknown("scope of secrets", name, context.Scopes));
            }
        }
    }
}

using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads <c>controls</c>: hooks with a provider of type process or http.</summary>
internal static class ControlReader
{
    private static readonly string[] Scopes = ["before", "after"];

    /// <summary>The controls of an object.</summary>
    public static IReadOnlyList<Control> ReadAll(Fields holder, ReadingContext context)
        => [.. holder.Objects("controls").Select(map => Read(map, context)).OfType<Control>()];

    private static Control? Read(MapNode map, ReadingContext context)
    {
        if (map.Find("ref")?.Value is { } reference)
        {
            if (context.Values.Text(reference, "ref") is not { } name) return null;
            if (context.Controls.TryGetValue(name, out var declared)) return Read(declared, context);
            context.Mistakes.Add(reference, Wording.Unknown("control", name, [.. context.Controls.Keys]));
            return null;
        }

        var fields = new Fields(map, context.Values, "the control", own: false, "name", "provider", "scope", "automatic", "ref", "background", "dry");
        var named = fields.NeedText("name");
        var scope = fields.Choice("scope", Scopes);
        var automatic = fields.Flag("automatic") ?? true;
        if (fields.Need("provider") is not { } node || context.Values.Map(node, "provider") is not { } block) return null;
        var provider = new ProviderReader(context).Read(block, null, $"The control '{Wording.Short(named ?? "")}'", allowLab: false);
        return named is null || provider is null ? null : new Control(named, provider, scope, automatic);
    }
}

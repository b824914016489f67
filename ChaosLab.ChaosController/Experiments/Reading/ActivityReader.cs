using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads activities: probes and actions, and references to them.</summary>
internal sealed class ActivityReader(ReadingContext context)
{
    private static readonly string[] Known =
        ["type", "name", "provider", "tolerance", "background", "pauses", "controls", "timeout", "ref", "dry", "secrets", "configuration"];

    private static readonly string[] Types = ["probe", "action"];

    // What the reference stands for has these itself.
    private static readonly string[] OfTheDeclaration = ["type", "provider", "pauses", "controls", "timeout", "secrets", "configuration"];

    private Values Values => context.Values;

    /// <param name="item">The activity as the file has it.</param>
    /// <param name="ofHypothesis">Whether it is a probe of the hypothesis: it needs a tolerance.</param>
    /// <returns>The activity; null when it could not be read, which is told.</returns>
    public Activity? Read(Node item, bool ofHypothesis = false)
    {
        if (Values.Map(item, "an activity's entry") is not { } map) return null;
        var declared = Follow(map, ofHypothesis);
        return declared is null ? null : ReadDeclared(declared, map, ofHypothesis);
    }

    /// <summary>Reads the probe that a tolerance is.</summary>
    public Activity? ReadTolerance(MapNode map) => ReadDeclared(map, map, ofHypothesis: false);

    private MapNode? Follow(MapNode map, bool ofHypothesis)
    {
        if (map.Find("ref")?.Value is not { } reference) return map;
        var fields = new Fields(map, Values, "the reference", own: false, Known);
        foreach (var name in ofHypothesis ? OfTheDeclaration : [.. OfTheDeclaration, "tolerance"])
        {
            if (fields.Find(name) is { } beside)
                context.Mistakes.Add(beside, $"'{name}' beside 'ref' would be ignored: the reference stands for an activity as it is declared. Change it there, or write this one out.");
        }

        if (Values.Text(reference, "ref") is not { } wanted) return null;
        if (context.Activities.TryGetValue(wanted, out var declared)) return declared;
        context.Mistakes.Add(reference, Wording.Unknown("activity", wanted, [.. context.Activities.Keys]));
        return null;
    }

    private Activity? ReadDeclared(MapNode map, MapNode place, bool ofHypothesis)
    {
        var fields = new Fields(map, Values, "the activity", own: false, Known);
        ExperimentReader.RefuseDry(map, context);
        var name = fields.NeedText("name");
        var type = fields.Need("type") is { } typeNode ? TypeOf(Values.Choice(typeNode, "type", Types)) : null;
        if (ofHypothesis && type == ActivityType.Action)
        {
            context.Mistakes.Add(fields.Find("type")!, "The hypothesis observes only: an activity of it must be of type probe.");
        }

        var provider = ReadProvider(fields, type, name);
        var tolerance = ReadTolerance(place, map, ofHypothesis, name);
        var (before, after) = ReadPauses(fields);
        // As in Chaos Toolkit it belongs to the place in the list, not to what a reference stands for.
        var background = Applied(Given(place, "background")) is { } flag && Values.Flag(flag, "background") == true;
        var controls = ControlReader.ReadAll(fields, context);
        if (name is null || type is null || provider is null) return null;
        return new Activity
        {
            Type = type.Value,
            Name = name,
            Provider = provider,
            Tolerance = tolerance,
            Background = background,
            PauseBefore = before,
            PauseAfter = after,
            Controls = controls,
            Source = map.ToJson(),
        };
    }

    private Provider? ReadProvider(Fields fields, ActivityType? type, string? name)
    {
        if (fields.Need("provider") is not { } node || Values.Map(node, "provider") is not { } block) return null;
        var provider = new ProviderReader(context).Read(block, type, $"The activity '{Wording.Short(name ?? "")}'", allowLab: true);
        var timeout = Applied(fields.Find("timeout")) is { } own ? Values.Duration(own, "timeout", DurationRange.Usual) : null;
        return provider switch
        {
            HttpProvider http => http with { Timeout = http.Timeout ?? timeout },
            ProcessProvider process => process with { Timeout = process.Timeout ?? timeout },
            LabProvider lab => lab with { Timeout = lab.Timeout ?? timeout },
            _ => null,
        };
    }

    private Tolerance? ReadTolerance(MapNode place, MapNode declared, bool needed, string? name)
    {
        // The hypothesis alone judges what it refers to: elsewhere a reference takes no tolerance along, as in Chaos Toolkit.
        var node = Given(place, "tolerance") ?? (needed ? Given(declared, "tolerance") : null);
        if (node is not null) return new ToleranceReader(context, this).Read(node);
        if (needed) context.Mistakes.Add(place, $"The probe '{Wording.Short(name ?? "")}' of the hypothesis has no 'tolerance'; it needs one.");
        return null;
    }

    private (TimeSpan Before, TimeSpan After) ReadPauses(Fields fields)
    {
        if (fields.Object("pauses") is not { } block || Applied(block) is not MapNode map) return default;
        var pauses = new Fields(map, Values, "'pauses'", own: false, "before", "after");
        return (pauses.Duration("before", DurationRange.Pause) ?? TimeSpan.Zero, pauses.Duration("after", DurationRange.Pause) ?? TimeSpan.Zero);
    }

    private static Node? Given(MapNode map, string name) => map.Find(name)?.Value is { } node and not ScalarNode { Value: null } ? node : null;

    private Node? Applied(Node? node) => node is null ? null : context.Substitution.Apply(node);

    private static ActivityType? TypeOf(string? word) => word switch
    {
        "probe" => ActivityType.Probe,
        "action" => ActivityType.Action,
        _ => null,
    };
}

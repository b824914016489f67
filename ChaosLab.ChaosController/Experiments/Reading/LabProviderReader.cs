using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Reading.Documents;
using ChaosLab.ChaosController.Experiments.Tolerances;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads ChaosLab's own provider, and checks its function and arguments against <see cref="LabFunctions"/>.</summary>
internal static class LabProviderReader
{
    private static readonly string[] OnLoad = ["error-rate", "latency", "throughput", "set-load"];

    /// <param name="map">The provider, values put in.</param>
    /// <param name="activity">What its activity is; null when that is not known.</param>
    /// <param name="context">What the file shares.</param>
    public static LabProvider? Read(MapNode map, ActivityType? activity, ReadingContext context)
    {
        var values = context.Values;
        var fields = new Fields(map, values, "the chaoslab provider", own: true, "type", "func", "arguments", "timeout", "secrets");
        var timeout = fields.Duration("timeout", DurationRange.Usual);
        if (fields.Need("func") is not { } node || values.Text(node, "func") is not { } name) return null;
        if (LabFunctions.Find(name) is not { } function)
        {
            context.Mistakes.Add(node, Wording.Unknown("function", name, [.. LabFunctions.All.Select(known => known.Name)]));
            return null;
        }

        if (activity is { } type && type != function.Type)
        {
            context.Mistakes.Add(node, $"'{name}' is {Article(function.Type)}; the activity's type is {Word(type)}.");
        }

        if (OnLoad.Contains(name, StringComparer.Ordinal) && !context.HasOwnLoad)
        {
            context.Mistakes.Add(node, $"'{name}' is about ChaosLab's own load, and the experiment has none: give the extension 'chaoslab' a 'load' with a 'rate' or 'phases'.");
        }

        var arguments = fields.Find("arguments") is { } block ? values.Map(block, "arguments") : null;
        CheckArguments(function, arguments ?? new MapNode(map.Position, []), arguments is null ? map : arguments, values);
        if (function.Name == "inject" && arguments is not null && context.Catalogue is { } catalogue) FaultRules.Check(arguments, catalogue, values);
        if (function.Name is not ("inject" or "remove") && arguments is not null && context.Parts is { } parts) PartRules.Check(function, arguments, parts, context.Catalogue, values);
        return new LabProvider(name, arguments?.ToJson() ?? new JsonObject(), timeout);
    }

    private static void CheckArguments(LabFunction function, MapNode arguments, Node place, Values values)
    {
        var fields = new Fields(arguments, values, $"'{function.Name}'", own: true, [.. function.Arguments.Select(argument => argument.Name)]);
        foreach (var argument in function.Arguments)
        {
            if (fields.Find(argument.Name) is { } node) CheckArgument(argument, node, values);
            else if (argument.Required) values.Mistakes.Add(place, $"'{function.Name}' has no argument '{argument.Name}'; it needs one: {argument.Description}");
        }
    }

    private static void CheckArgument(LabArgument argument, Node node, Values values)
    {
        switch (argument.Kind)
        {
            case LabArgumentKind.Text when argument.Choices is { } choices:
                values.Choice(node, argument.Name, choices);
                break;
            case LabArgumentKind.Text:
                if (values.Text(node, argument.Name) is { } text && argument.Name == "pattern") CheckPattern(text, node, values);
                break;
            case LabArgumentKind.Number:
                values.Number(node, argument.Name, argument.Range ?? NumberRange.Any);
                break;
            case LabArgumentKind.Boolean:
                values.Flag(node, argument.Name);
                break;
            case LabArgumentKind.Duration:
                values.Duration(node, argument.Name, DurationRange.Usual);
                break;
            case LabArgumentKind.Texts:
                if (values.Texts(node, argument.Name) is { Count: 0 } && argument.Required) values.Mistakes.Add(node, $"'{argument.Name}' is empty; it needs at least one entry.");
                break;
            case LabArgumentKind.Settings:
                foreach (var entry in values.Map(node, argument.Name)?.Entries ?? []) values.Plain(entry.Value, entry.Name);
                break;
            default:
                throw new InvalidOperationException($"{argument.Kind} is unknown.");
        }
    }

    private static void CheckPattern(string pattern, Node node, Values values)
    {
        try
        {
            _ = BoundedRegex.Create(pattern);
        }
        catch (ArgumentException error)
        {
            values.Mistakes.Add(node, $"'pattern' is no regular expression: {Wording.Short(error.Message, 200)}");
        }
    }

    private static string Word(ActivityType type) => type == ActivityType.Probe ? "probe" : "action";

    private static string Article(ActivityType type) => type == ActivityType.Probe ? "a probe" : "an action";
}

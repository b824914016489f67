using System.Globalization;
using ChaosLab.ChaosController.Cli;
using ChaosLab.ChaosController.Experiments.Reading.Documents;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Checks the arguments of <c>inject</c> against what the lab's catalogue says of the kind.</summary>
internal static class FaultRules
{
    public static void Check(MapNode arguments, IReadOnlyList<FaultKind> catalogue, Values values)
    {
        if (arguments.Find("kind")?.Value is not ScalarNode { Text: { } name } place) return;
        if (catalogue.FirstOrDefault(entry => entry.Kind == name) is not { } kind)
        {
            values.Mistakes.Add(place, Wording.Unknown("fault", name, [.. catalogue.Select(entry => entry.Kind)]));
            return;
        }

        if (kind.Unavailable is { } why)
        {
            values.Mistakes.Add(place, $"'{kind.Kind}' cannot act in this lab: {why}");
            return;
        }

        CheckTarget(arguments, kind, catalogue, values);
        CheckCommon(arguments, kind, "for", FaultSettings.IsDuration, values);
        CheckCommon(arguments, kind, "seed", parameter => parameter.Name == "seed", values);
        if (arguments.Find("settings")?.Value is MapNode settings) CheckSettings(settings, kind, values);
    }

    private static void CheckTarget(MapNode arguments, FaultKind kind, IReadOnlyList<FaultKind> catalogue, Values values)
    {
        if (arguments.Find("target")?.Value is not ScalarNode { Text: { } target } place || kind.Targets.Contains(target, StringComparer.Ordinal)) return;
        values.Mistakes.Add(place, catalogue.Any(entry => entry.Targets.Contains(target, StringComparer.Ordinal))
            ? $"'{kind.Kind}' does not act on '{Wording.Short(target)}'. It acts on: {string.Join(", ", kind.Targets)}."
            : Wording.Unknown("target", target, kind.Targets));
    }

    private static void CheckCommon(MapNode arguments, FaultKind kind, string name, Func<FaultParameter, bool> isIt, Values values)
    {
        if (arguments.Find(name)?.Value is not ScalarNode { Value: not null } node) return;
        if (kind.Parameters.FirstOrDefault(isIt) is not { } parameter)
        {
            values.Mistakes.Add(node, $"'{kind.Kind}' has no '{name}'; leave it out.");
            return;
        }

        CheckSetting(node, parameter, kind, values, name);
    }

    private static void CheckSettings(MapNode settings, FaultKind kind, Values values)
    {
        var own = kind.Parameters.Where(parameter => !FaultSettings.IsDuration(parameter) && parameter.Name != "seed").ToArray();
        foreach (var entry in settings.Entries)
        {
            if (own.FirstOrDefault(parameter => parameter.Name == entry.Name) is not { } parameter)
            {
                values.Mistakes.Add(entry.Position, entry.Value.Path, own.Length == 0
                    ? $"'{kind.Kind}' has no settings; leave out '{Wording.Short(entry.Name)}'."
                    : Wording.Unknown("setting", entry.Name, [.. own.Select(known => known.Name)]));
            }
            else if (entry.Value is ScalarNode { Value: not null } node)
            {
                CheckSetting(node, parameter, kind, values, parameter.Name);
            }
        }
    }

    private static void CheckSetting(ScalarNode node, FaultParameter parameter, FaultKind kind, Values values, string name)
    {
        var text = Values.PlainText(node);
        if (parameter.Text == true)
        {
            if (parameter.Choices is { } choices && !choices.Contains(text.Trim(), StringComparer.Ordinal))
            {
                values.Mistakes.Add(node, $"'{name}' is '{Wording.Short(text)}'; '{kind.Kind}' allows {string.Join(", ", choices)}.");
            }

            return;
        }

        if (SettingQuantity.Read(text, parameter.Unit) is not { } number)
        {
            values.Mistakes.Add(node, $"'{name}' is '{Wording.Short(text)}'; it must be a number{(parameter.Unit is { } unit ? $" in {unit}" : "")}.");
        }
        else if (number < (parameter.Minimum ?? double.MinValue) || number > (parameter.Maximum ?? double.MaxValue))
        {
            values.Mistakes.Add(node, string.Create(
                CultureInfo.InvariantCulture,
                $"'{name}' is {number:0.###}{parameter.Unit}; '{kind.Kind}' allows {parameter.Minimum:0.###} to {parameter.Maximum:0.###}{parameter.Unit}."));
        }
    }
}

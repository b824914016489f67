using System.Globalization;
using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads <c>configuration</c> and <c>secrets</c>, with values from the environment and overrides put in.</summary>
internal sealed class VariableReader(Values values, ExperimentInputs inputs)
{
    private readonly Dictionary<string, Node> _found = new(StringComparer.Ordinal);
    private readonly List<ExperimentVariable> _declared = [];
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly List<(string Name, MapNode Probe)> _probes = [];

    /// <param name="configuration">The block, or null.</param>
    /// <param name="secrets">The block, or null.</param>
    /// <param name="root">Where overrides that fit nothing are told.</param>
    public Variables Read(MapNode? configuration, MapNode? secrets, Node root)
    {
        foreach (var entry in configuration?.Entries ?? [])
        {
            var used = _found[entry.Name] = ReadConfiguration(entry);
            _declared.Add(ExperimentVariable.Of(entry, used, OverrideOf(entry.Name) is not null, inputs.Environment));
        }

        CheckOverrides(configuration, root);
        foreach (var scope in secrets?.Entries ?? []) ReadScope(scope);
        string[] scopes = [.. secrets?.Entries.Select(entry => entry.Name) ?? []];
        DynamicValue[] dynamic = [.. _probes.Select(probe => ReadProbe(probe.Name, probe.Probe, scopes))];
        return new Variables(_found, scopes, [.. _secrets], _declared, dynamic);
    }

    // It may use whatever is known before it: the configuration, secrets, what earlier probes gave.
    private DynamicValue ReadProbe(string name, MapNode map, IReadOnlyList<string> scopes)
    {
        var nothing = new Dictionary<string, MapNode>();
        var context = new ReadingContext(values, new Substitution(_found, values.Mistakes), scopes, nothing, nothing, null);
        return new DynamicValueReader(context).Read(name, map);
    }

    private Node ReadConfiguration(MapEntry entry)
    {
        if (OverrideOf(entry.Name) is { } given) return Override(entry, given.Text, given.Type);
        if (entry.Value is not MapNode map || TypeOf(map) is not { } type) return entry.Value;
        switch (type)
        {
            case "env":
                return EnvironmentValue.Read(map, values, inputs.Environment, $"the value of '{Wording.Short(entry.Name)}'");
            case "probe":
                if (inputs.Probed.TryGetValue(entry.Name, out var answer)) return JsonTree.At(map.Position, answer);
                _probes.Add((entry.Name, map));
                return new UnknownNode(map.Position);
            case "vault":
                values.Mistakes.Add(map, $"'{Wording.Short(entry.Name)}' is of type vault, which ChaosLab does not read; use {{\"type\": \"env\", \"key\": …}}.");
                return new UnknownNode(map.Position);
            default:
                return map;
        }
    }

    private (string Text, string? Type)? OverrideOf(string name)
    {
        foreach (var (key, text) in inputs.Overrides)
        {
            if (key == name) return (text, null);
            var sign = key.LastIndexOf(':');
            if (sign > 0 && key.AsSpan(0, sign).SequenceEqual(name)) return (text, key[(sign + 1)..]);
        }

        return null;
    }

    // Without a type of its own the text takes the type of the value it replaces.
    private Node Override(MapEntry entry, string text, string? type)
    {
        var kind = type ?? (entry.Value as ScalarNode)?.Value switch
        {
            bool => "bool",
            long or double => "number",
            _ => null,
        };
        kind ??= entry.Value is MapNode map && map.Find("env_var_type")?.Value is ScalarNode { Text: { } declared } ? declared : null;
        if (kind == "number" && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return new ScalarNode(entry.Value.Position, whole);
        return EnvironmentValue.Convert(text, kind, entry.Value, values, $"--var {Wording.Short(entry.Name)}");
    }

    private void CheckOverrides(MapNode? configuration, Node root)
    {
        string[] known = [.. configuration?.Entries.Select(entry => entry.Name) ?? []];
        foreach (var key in inputs.Overrides.Keys)
        {
            var sign = key.LastIndexOf(':');
            if (known.Contains(key, StringComparer.Ordinal) || (sign > 0 && known.Contains(key[..sign], StringComparer.Ordinal))) continue;
            values.Mistakes.Add((Node?)configuration ?? root, $"--var {Wording.Short(key)}: {Wording.Unknown("configuration value", sign > 0 ? key[..sign] : key, known)}");
        }
    }

    private void ReadScope(MapEntry scope)
    {
        if (scope.Value is not MapNode map || TypeOf(map) is "env" or "vault")
        {
            // A secret without a scope is found by its own name.
            _found.TryAdd(scope.Name, ReadSecret(scope));
            return;
        }

        foreach (var entry in map.Entries) _found.TryAdd(entry.Name, ReadSecret(entry));
    }

    private Node ReadSecret(MapEntry entry)
    {
        var value = entry.Value;
        if (value is MapNode map)
        {
            switch (TypeOf(map))
            {
                case "env":
                    value = EnvironmentValue.Read(map, values, inputs.Environment, $"the secret '{Wording.Short(entry.Name)}'");
                    break;
                case "vault":
                    values.Mistakes.Add(map, $"The secret '{Wording.Short(entry.Name)}' is of type vault, which ChaosLab does not read; use {{\"type\": \"env\", \"key\": …}}.");
                    return new UnknownNode(map.Position);
                default:
                    value = new MapNode(map.Position, [.. map.Entries.Select(inner => inner with { Value = ReadSecret(inner) })]);
                    break;
            }
        }

        Remember(value);
        return value;
    }

    private void Remember(Node value)
    {
        switch (value)
        {
            case ScalarNode { Value: not null and not bool } scalar when Values.PlainText(scalar) is { Length: > 0 } text:
                _secrets.Add(text);
                break;
            case MapNode map:
                foreach (var entry in map.Entries) Remember(entry.Value);
                break;
            case ListNode list:
                foreach (var item in list.Items) Remember(item);
                break;
        }
    }

    private static string? TypeOf(MapNode map) => (map.Find("type")?.Value as ScalarNode)?.Text;
}

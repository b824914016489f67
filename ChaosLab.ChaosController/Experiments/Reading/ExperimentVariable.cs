using ChaosLab.ChaosController.Experiments.Reading.Documents;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>A value of an experiment's configuration, which may be given for a run.</summary>
/// <param name="Name">Its name; with <c>:json</c> behind it, a run takes a text as JSON.</param>
/// <param name="Type">What it must be.</param>
/// <param name="Default">What stands in the file, or in the environment that the file names; null when neither has one.</param>
/// <param name="Value">What a run would use; null when there is none, or it cannot be read.</param>
/// <param name="Given">Whether that was given for the run.</param>
internal sealed record ExperimentVariable(string Name, VariableType Type, string? Default, string? Value, bool Given)
{
    /// <param name="entry">Where it is declared.</param>
    /// <param name="used">What a run would use.</param>
    /// <param name="given">Whether that was given for the run.</param>
    /// <param name="environment">The environment variables.</param>
    public static ExperimentVariable Of(MapEntry entry, Node used, bool given, IReadOnlyDictionary<string, string> environment)
        => new(entry.Name, TypeOf(entry.Value), given ? DefaultOf(entry.Value, environment) : Written(used), Written(used), given);

    /// <summary>The same, without the secrets that it may hold.</summary>
    public ExperimentVariable Without(SecretMask secrets)
        => this with { Default = Default is { } text ? secrets.Apply(text) : null, Value = Value is { } value ? secrets.Apply(value) : null };

    private static VariableType TypeOf(Node declared) => declared switch
    {
        ScalarNode { Value: bool } => VariableType.Flag,
        ScalarNode { Value: long or double } => VariableType.Number,
        ScalarNode => VariableType.Text,
        MapNode map when IsDynamic(map) => (map.Find("env_var_type")?.Value as ScalarNode)?.Text switch
        {
            "int" or "integer" => VariableType.Whole,
            "float" or "number" => VariableType.Number,
            "bool" => VariableType.Flag,
            "json" => VariableType.Json,
            _ => VariableType.Text,
        },
        _ => VariableType.Json,
    };

    private static string? DefaultOf(Node declared, IReadOnlyDictionary<string, string> environment)
    {
        if (declared is not MapNode map || !IsDynamic(map)) return Written(declared);
        return (map.Find("key")?.Value as ScalarNode)?.Text is { } key && environment.TryGetValue(key, out var text) ? text : Written(map.Find("default")?.Value);
    }

    // As VariableReader tells them apart.
    private static bool IsDynamic(MapNode map) => (map.Find("type")?.Value as ScalarNode)?.Text is "env" or "probe" or "vault";

    private static string? Written(Node? node) => node switch
    {
        null or UnknownNode => null,
        ScalarNode scalar => Values.PlainText(scalar),
        _ => node.ToJson()?.ToJsonString(),
    };
}

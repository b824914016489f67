using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>What an experiment takes from outside its file.</summary>
/// <param name="Environment">The environment variables for dynamic values.</param>
/// <param name="Overrides">
/// Values of the configuration given for this run (<c>--var name=value</c>); a name may end with Chaos Toolkit's type, as in <c>port:int</c>.
/// </param>
internal sealed record ExperimentInputs(IReadOnlyDictionary<string, string> Environment, IReadOnlyDictionary<string, string> Overrides)
{
    /// <summary>What the probes of the configuration answered, by the name of the value; none before they were carried out.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Probed { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Where the experiment's programs run and are looked for; null leaves unchecked whether they are there.</summary>
    public string? Directory { get; init; }

    /// <summary>No variables and no overrides.</summary>
    public static ExperimentInputs None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>The environment of this process, and the given overrides.</summary>
    public static ExperimentInputs OfThisProcess(IReadOnlyDictionary<string, string>? overrides = null)
    {
        var environment = System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        return new ExperimentInputs(environment, overrides ?? None.Overrides);
    }
}

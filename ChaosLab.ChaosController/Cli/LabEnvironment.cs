using System.Collections;
using ChaosLab.ChaosController.Planning;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>What an experiment finds in its environment: of the user's what concerns it, and where the lab is.</summary>
internal static class LabEnvironment
{
    // Settings of the lab itself, its token among them.
    private const string OfTheLab = "Lab__";

    /// <summary>
    /// An experiment that starts programs finds the caller's whole environment, as under Chaos Toolkit: the programs are the caller's, and run
    /// as the same user on the same machine. Every other one finds only the variables that its file names.
    /// </summary>
    /// <param name="text">The experiment's text.</param>
    /// <param name="lab">The lab it runs in.</param>
    public static IReadOnlyDictionary<string, string> For(string text, LabLocation lab)
        => For(
            text, Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? "")),
            LabVariables.Of(lab.Name, lab.GatewayUrl, lab.ConsoleUrl));

    /// <param name="text">The experiment's text.</param>
    /// <param name="variables">The caller's environment.</param>
    /// <param name="lab">Where the lab is.</param>
    internal static IReadOnlyDictionary<string, string> For(
        string text, IEnumerable<KeyValuePair<string, string>> variables, IReadOnlyDictionary<string, string> lab)
    {
        var startsPrograms = text.Contains("process", StringComparison.Ordinal) || text.Contains("command", StringComparison.Ordinal);
        var environment = variables
            .Where(variable => text.Contains(variable.Key, StringComparison.Ordinal)
                || (startsPrograms && !variable.Key.StartsWith(OfTheLab, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in lab) environment[name] = value;
        return environment;
    }
}

using ChaosLab.ChaosController.Planning;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>What an experiment finds in its environment: what its file names of the user's, and where the lab is.</summary>
internal static class LabEnvironment
{
    /// <summary>Not the rest of the user's environment, which is full of things that concern nobody.</summary>
    /// <param name="text">The experiment's text.</param>
    /// <param name="lab">The lab it runs in.</param>
    public static IReadOnlyDictionary<string, string> For(string text, LabLocation lab)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(entry => ((string)entry.Key, Value: (string?)entry.Value ?? ""))
            .Where(entry => text.Contains(entry.Item1, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Item1, entry => entry.Value, StringComparer.Ordinal);
        foreach (var (name, value) in LabVariables.Of(lab.Name, lab.GatewayUrl, lab.ConsoleUrl)) environment[name] = value;
        return environment;
    }
}

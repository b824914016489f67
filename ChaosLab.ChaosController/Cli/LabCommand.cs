using System.CommandLine;

namespace ChaosLab.ChaosController.Cli;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class LabCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines as the user would type them.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}

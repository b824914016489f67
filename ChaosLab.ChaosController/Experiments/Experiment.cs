using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments;

/// <summary>
/// An experiment as it will run: checked, references followed, configuration put in. The format is Chaos Toolkit's open one
/// (chaostoolkit.org/reference/api/experiment), with the provider and the extension named <c>chaoslab</c>.
/// </summary>
internal sealed record Experiment
{
    /// <summary>What is found out, in one line.</summary>
    public required string Title { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The claim of normal; null means that none is checked.</summary>
    public SteadyStateHypothesis? Hypothesis { get; init; }

    /// <summary>What is done and observed, in order.</summary>
    public IReadOnlyList<Activity> Method { get; init; } = [];

    /// <summary>What undoes the method, in the order of the file.</summary>
    public IReadOnlyList<Activity> Rollbacks { get; init; } = [];

    /// <summary>Hooks around the whole experiment.</summary>
    public IReadOnlyList<Control> Controls { get; init; } = [];

    public RuntimeStrategies Runtime { get; init; } = new();

    /// <summary>The extension block named <c>chaoslab</c>: load, SLO, safety, and what the file documents of itself.</summary>
    public LabExtension Lab { get; init; } = new();

    /// <summary>The file's content before substitution, for the journal: secrets never show in it.</summary>
    public required JsonObject Source { get; init; }

    /// <summary>Values that must never be written anywhere; wherever one occurs in outputs it is masked.</summary>
    public IReadOnlyList<string> SecretValues { get; init; } = [];
}

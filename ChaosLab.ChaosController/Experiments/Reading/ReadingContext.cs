using ChaosLab.ChaosController.Experiments.Reading.Documents;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>What the readers of the parts of one file share.</summary>
/// <param name="Values">Reads single values, and tells mistakes.</param>
/// <param name="Substitution">Puts values in.</param>
/// <param name="Scopes">The scopes of secrets.</param>
/// <param name="Activities">The activities of the file by name, for references.</param>
/// <param name="Controls">The controls of the file by name, for references.</param>
/// <param name="Catalogue">The kinds of fault of the lab that is meant; null when they are not known.</param>
internal sealed record ReadingContext(
    Values Values,
    Substitution Substitution,
    IReadOnlyList<string> Scopes,
    IReadOnlyDictionary<string, MapNode> Activities,
    IReadOnlyDictionary<string, MapNode> Controls,
    IReadOnlyList<FaultKind>? Catalogue)
{
    /// <summary>The parts of that lab; null when they are not known.</summary>
    public LabParts? Parts { get; init; }

    /// <summary>Whether the experiment has a load of ChaosLab's own.</summary>
    public bool HasOwnLoad { get; init; }

    /// <summary>Why a program of this path cannot be started, or null; null itself when nobody can tell.</summary>
    public Func<string, string?>? ProblemOfProgram { get; init; }

    public Mistakes Mistakes => Values.Mistakes;
}

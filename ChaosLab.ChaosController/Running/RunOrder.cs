using ChaosLab.ChaosController.Experiments;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>What is to be run.</summary>
/// <param name="Experiment">The experiment, read and checked.</param>
/// <param name="File">The file it came from, or null.</param>
/// <param name="Directory">Where its programs run: the file's directory.</param>
/// <param name="Environment">What its programs find in their environment beside the service's own, and its dynamic values were read from.</param>
/// <param name="Seed">The seed of every random choice.</param>
/// <param name="Kinds">The catalogue of faults of the lab.</param>
/// <param name="By">Who asked, for the audit.</param>
internal sealed record RunOrder(
    Experiment Experiment,
    string? File,
    string Directory,
    IReadOnlyDictionary<string, string> Environment,
    int Seed,
    IReadOnlyList<FaultKind> Kinds,
    string By);

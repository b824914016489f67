using ChaosLab.ChaosController.Experiments;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>What is to be run.</summary>
/// <param name="Experiment">The experiment, read and checked.</param>
/// <param name="File">The file it came from, or null.</param>
/// <param name="Directory">Where its programs run: the file's directory.</param>
/// <param name="Environment">Where its dynamic values were read from: the caller's. Its programs find it, too.</param>
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
    string By)
{
    // The service's own environment holds the lab's token. What programs need and the caller did not send is taken from it, and no more.
    private static readonly string[] Passed = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "TZ", "SystemRoot", "TEMP"];

    /// <summary>The environment of the experiment's programs.</summary>
    public IReadOnlyDictionary<string, string> ProgramEnvironment => EnvironmentOf(Environment);

    /// <summary>The environment that programs get for what a caller sent.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(IReadOnlyDictionary<string, string> caller)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Passed)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value) environment[name] = value;
        }

        foreach (var (name, value) in caller) environment[name] = value;
        return environment;
    }
}

using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Decides which running lab a command means.</summary>
internal static class LabSelection
{
    /// <summary>The running lab that is meant.</summary>
    /// <param name="labs">Where the locate files lie.</param>
    /// <param name="name">The name the user gave; null means the only one that runs.</param>
    /// <exception cref="LabError">None runs, or several run and none was named.</exception>
    public static LocateFile Find(LabDirectory labs, string? name)
    {
        var all = labs.ReadAll();
        var running = all.Where(file => file.State == LocateFileState.Running).ToArray();
        if (name is null)
        {
            return running switch
            {
                [var only] => only,
                [] => throw NoLab(LabName.Default, all, "No lab is running. Start one: ./lab up"),
                _ => throw LabError.WrongUse($"Several labs are running: {Names(running)}. Say which one with --name."),
            };
        }

        return running.FirstOrDefault(file => file.Name == name)
            ?? throw NoLab(name, all, running.Length == 0
                ? $"No lab '{name}' is running. Start it: ./lab up{NameOption(name)}"
                : $"No lab '{name}' is running. Running: {Names(running)}.");
    }

    /// <summary>The option that names a lab, with a leading space; empty for the default one.</summary>
    public static string NameOption(string name) => name == LabName.Default ? "" : $" --name {name}";

    private static LabError NoLab(string name, IEnumerable<LocateFile> all, string otherwise)
        => LabError.NoLab(all.FirstOrDefault(file => file.Name == name) is { Problem: { } problem }
            ? $"The lab '{name}' is not running. {problem} Start it: ./lab up{NameOption(name)}"
            : otherwise);

    private static string Names(IEnumerable<LocateFile> files) => string.Join(", ", files.Select(file => file.Name));
}

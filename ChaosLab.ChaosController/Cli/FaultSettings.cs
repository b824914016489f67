using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>What the catalogue says about the settings of a fault.</summary>
internal static class FaultSettings
{
    public static bool IsDuration(FaultParameter parameter) => parameter.Name == "forSeconds";

    /// <summary>Whether the fault stays until somebody lifts it: it could have a duration, and has none.</summary>
    public static bool LastsUntilLifted(FaultKind kind, TimeSpan? duration)
        => duration is null && kind.Parameters.FirstOrDefault(IsDuration) is { Default: null };

    /// <exception cref="LabError">The fault has no duration, or allows another range.</exception>
    public static void RequireDurationAllowed(FaultKind kind, TimeSpan? duration)
    {
        if (duration is not { } asked) return;
        var parameter = kind.Parameters.FirstOrDefault(IsDuration)
            ?? throw LabError.WrongUse($"'{kind.Kind}' has no duration; leave out --for.");
        if (asked.TotalSeconds < (parameter.Minimum ?? 0) || asked.TotalSeconds > (parameter.Maximum ?? double.MaxValue))
        {
            throw LabError.WrongUse(
                $"--for is {asked.TotalSeconds:0.###} s; '{kind.Kind}' allows {parameter.Minimum ?? 0:0.###} to {parameter.Maximum:0.###} s.");
        }
    }
}

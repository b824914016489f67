using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>What the catalogue says about the settings of a fault.</summary>
internal static class FaultSettings
{
    /// <summary>Who injects from this command line: the user, and the process.</summary>
    public static string Owner { get; } = $"{Environment.UserName} (lab, pid {Environment.ProcessId})";

    public static bool IsDuration(FaultParameter parameter) => parameter.Name == "forSeconds";

    /// <summary>Whether the fault stays until somebody lifts it: it could have a duration, and has none.</summary>
    public static bool LastsUntilLifted(FaultKind kind, double? seconds)
        => seconds is null && kind.Parameters.FirstOrDefault(IsDuration) is { Default: null };

    /// <exception cref="LabError">The fault has no duration, or allows another range.</exception>
    public static void RequireDurationAllowed(FaultKind kind, double? seconds)
    {
        if (seconds is not { } asked) return;
        var parameter = kind.Parameters.FirstOrDefault(IsDuration)
            ?? throw LabError.WrongUse($"'{kind.Kind}' has no duration; leave out --for.");
        if (asked < (parameter.Minimum ?? 0) || asked > (parameter.Maximum ?? double.MaxValue))
        {
            throw LabError.WrongUse(
                $"--for is {asked:0.###} s; '{kind.Kind}' allows {parameter.Minimum ?? 0:0.###} to {parameter.Maximum:0.###} s.");
        }
    }

    /// <summary>Reads settings that were written as <c>name=value</c>; null when there are none.</summary>
    /// <exception cref="LabError">One is not, or a name is there twice.</exception>
    public static IReadOnlyDictionary<string, string>? Read(IEnumerable<string> written)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in written)
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || sign == text.Length - 1) throw LabError.WrongUse($"--set is '{text}'; it must be name=value, such as latency=200ms.");
            if (!settings.TryAdd(text[..sign].Trim(), text[(sign + 1)..].Trim())) throw LabError.WrongUse($"--set {text[..sign].Trim()} is there twice.");
        }

        return settings.Count == 0 ? null : settings;
    }

    /// <exception cref="LabError">The fault has no such setting.</exception>
    public static void RequireKnown(FaultKind kind, IReadOnlyDictionary<string, string>? settings)
    {
        var own = kind.Parameters.Where(parameter => !IsDuration(parameter) && parameter.Name != "seed").Select(parameter => parameter.Name).ToArray();
        foreach (var name in settings?.Keys ?? [])
        {
            if (own.Contains(name, StringComparer.Ordinal)) continue;
            throw LabError.WrongUse(own.Length == 0
                ? $"'{kind.Kind}' has no settings; leave out --set {name}."
                : Suggestion.Unknown("setting", name, own));
        }
    }
}

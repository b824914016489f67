using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Reads <c>--var name=value</c>.</summary>
internal static class ExperimentVariables
{
    /// <exception cref="LabError">One is no <c>name=value</c>, or a name is there twice.</exception>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> written)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in written)
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0) throw LabError.WrongUse($"--var is '{text}'; it must be name=value or name:type=value, such as rate=300.");
            if (!variables.TryAdd(text[..sign].Trim(), text[(sign + 1)..])) throw LabError.WrongUse($"--var {text[..sign].Trim()} is there twice.");
        }

        return variables;
    }
}

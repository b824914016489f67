namespace ChaosLab.ChaosController.Planning;

/// <summary>Where the lab is, as experiments find it in their environment.</summary>
internal static class LabVariables
{
    /// <param name="name">The lab's name.</param>
    /// <param name="gateway">The shop's URL; null when it has none.</param>
    /// <param name="console">The chaos service's URL; null when it has none.</param>
    public static IReadOnlyDictionary<string, string> Of(string name, string? gateway, string? console)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["CHAOSLAB_NAME"] = name };
        if (gateway is not null) variables["CHAOSLAB_GATEWAY"] = gateway.TrimEnd('/');
        if (console is not null) variables["CHAOSLAB_CONSOLE"] = console.TrimEnd('/');
        return variables;
    }
}

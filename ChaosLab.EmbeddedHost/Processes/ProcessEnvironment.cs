using System.Collections;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>The environment a child starts from.</summary>
internal static class ProcessEnvironment
{
    // What Aspire keeps from the AppHost's own launch profile: a child would take it for its own.
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT",
    };

    /// <summary>This process's environment without what concerns only itself.</summary>
    public static Dictionary<string, string> Inherited()
    {
        var comparer = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var environment = new Dictionary<string, string>(comparer);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (entry is { Key: string name, Value: string value } && !Kept.Contains(name)) environment[name] = value;
        }

        return environment;
    }
}

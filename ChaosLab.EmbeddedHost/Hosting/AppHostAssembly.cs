using System.Reflection;

namespace ChaosLab.EmbeddedHost.Hosting;

/// <summary>What the build wrote into the AppHost's assembly about where it comes from.</summary>
internal static class AppHostAssembly
{
    /// <summary>The directory of the AppHost's project; null when it is not known, or gone.</summary>
    public static string? ProjectDirectory(Assembly? assembly)
        => Metadata(assembly, "apphostprojectpath") is { } directory && Directory.Exists(directory) ? directory : null;

    public static string? ProjectFile(Assembly? assembly) => Metadata(assembly, "apphostprojectname");

    private static string? Metadata(Assembly? assembly, string key)
        => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == key)?.Value;
}

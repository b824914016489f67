using System.Reflection;

namespace ChaosLab.Tests.Experiments;

/// <summary>The experiment files of the tests.</summary>
internal static class Samples
{
    public static string Directory { get; } = Path.Combine(
        typeof(Samples).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
        "ChaosLab.Tests", "Experiments");

    public static string Text(string file) => File.ReadAllText(Path.Combine(Directory, "Samples", file));
}

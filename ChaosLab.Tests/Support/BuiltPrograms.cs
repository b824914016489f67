using System.Reflection;

namespace ChaosLab.Tests.Support;

/// <summary>Where the build put the programs that tests start as a user would, beside this assembly's own output.</summary>
internal static class BuiltPrograms
{
    public static string AppHost { get; } = Find("ChaosLab.AppHost");

    /// <summary>The <c>lab</c> command line.</summary>
    public static string Cli { get; } = Find("ChaosLab.ChaosController");

    /// <summary>The checkout service alone.</summary>
    public static string Web { get; } = Find("ChaosLab.Web");

    /// <summary>The TCP fault proxy.</summary>
    public static string Proxy { get; } = Find("ChaosLab.Proxy");

    /// <summary>The checkout these tests were built from.</summary>
    public static string Checkout { get; } = typeof(BuiltPrograms).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>A program by the name of its project.</summary>
    public static string Find(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} has not been built next to the tests.", path);
    }
}

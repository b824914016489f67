using System.Globalization;
using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Resources;

/// <summary>Private directories below the system's temporary one; those whose owner is gone are deleted when the next one is made.</summary>
internal static class TemporaryDirectory
{
    private const string OwnerFile = "chaoslab-owner";

    /// <summary>Creates a directory that belongs to this process.</summary>
    public static string ForThisProcess(string prefix)
        => Create(prefix, ProcessIdentity.Of(Environment.ProcessId) is { } self ? string.Create(CultureInfo.InvariantCulture, $"{self.Pid} {self.Start}") : "");

    /// <summary>Creates a directory that belongs to another one: it is of no use once that is deleted.</summary>
    public static string ForDirectory(string prefix, string owner) => Create(prefix, owner);

    private static string Create(string prefix, string owner)
    {
        foreach (var other in Directory.EnumerateDirectories(Path.GetTempPath(), prefix + "*")) DeleteIfAbandoned(other);
        var directory = Directory.CreateTempSubdirectory(prefix).FullName;
        File.WriteAllText(Path.Combine(directory, OwnerFile), owner);
        return directory;
    }

    private static void DeleteIfAbandoned(string directory)
    {
        try
        {
            var file = Path.Combine(directory, OwnerFile);
            if (File.Exists(file) && IsGone(File.ReadAllText(file))) Directory.Delete(directory, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another user's, or still in use: not ours to clean.
        }
    }

    private static bool IsGone(string owner)
    {
        if (Path.IsPathRooted(owner)) return !Directory.Exists(owner);
        var words = owner.Split(' ');
        return words.Length == 2
            && int.TryParse(words[0], CultureInfo.InvariantCulture, out var pid)
            && long.TryParse(words[1], CultureInfo.InvariantCulture, out var start)
            && ProcessIdentity.Of(pid)?.Start != start;
    }
}

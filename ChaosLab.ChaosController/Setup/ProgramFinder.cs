namespace ChaosLab.ChaosController.Setup;

/// <summary>Finds programs on PATH and where packages put the ones that are not on it.</summary>
internal static class ProgramFinder
{
    /// <summary>The full path of a program, or null.</summary>
    public static string? Find(string program)
    {
        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return Directories()
            .Select(directory => Path.Combine(directory, file))
            .FirstOrDefault(IsExecutable);
    }

    // The AppHost looks in the same places, in the same order.
    private static IEnumerable<string> Directories()
    {
        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            if (directory.Length > 0) yield return directory;
        }

        if (Environment.GetEnvironmentVariable("Lab__ProgramDirectories") is { Length: > 0 } places)
        {
            foreach (var directory in places.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return directory;
            yield break;
        }

        if (OperatingSystem.IsWindows()) yield break;

        // haproxy is in sbin, which is not on everybody's PATH; Debian keeps postgres below its version.
        yield return "/usr/bin";
        yield return "/usr/sbin";
        yield return "/usr/local/bin";
        yield return "/usr/local/sbin";
        foreach (var directory in Versions("/usr/lib/postgresql", "*")) yield return directory;
        foreach (var directory in Versions("/usr", "pgsql-*")) yield return directory;
        foreach (var brew in new[] { "/opt/homebrew", "/usr/local" })
        {
            yield return Path.Combine(brew, "bin");
            foreach (var directory in Versions(Path.Combine(brew, "opt"), "postgresql@*")) yield return directory;
        }
    }

    private static IEnumerable<string> Versions(string parent, string pattern)
        => Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, pattern)
                .OrderByDescending(directory => directory.Length)
                .ThenByDescending(directory => directory, StringComparer.Ordinal)
                .Select(directory => Path.Combine(directory, "bin"))
            : [];

    private static bool IsExecutable(string path)
        => File.Exists(path)
            && (OperatingSystem.IsWindows()
                || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}

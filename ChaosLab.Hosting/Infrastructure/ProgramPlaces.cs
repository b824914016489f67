namespace ChaosLab.Hosting.Infrastructure;

/// <summary>Where programs are looked for: on PATH, then where packages put the ones that are not on it.</summary>
/// <remarks>The command line compiles this file, too, so that it finds what the AppHost finds.</remarks>
internal static class ProgramPlaces
{
    /// <summary>PATH, then the known places.</summary>
    /// <param name="places">Replaces the known places; null means those.</param>
    public static IEnumerable<string> All(IReadOnlyList<string>? places) => OnPath().Concat(places ?? Known());

    /// <summary>The directories of PATH.</summary>
    public static IEnumerable<string> OnPath()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The full path of a program in the first directory that has it, or null.</summary>
    public static string? Find(IEnumerable<string> directories, string program)
    {
        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return directories.Select(directory => Path.Combine(directory, file)).FirstOrDefault(IsExecutable);
    }

    private static IEnumerable<string> Known()
    {
        if (OperatingSystem.IsWindows()) yield break;

        // haproxy is in sbin, which is not on everybody's PATH; Debian keeps postgres below its version.
        yield return "/usr/bin";
        yield return "/usr/sbin";
        yield return "/usr/local/bin";
        yield return "/usr/local/sbin";
        foreach (var directory in Versions("/usr/lib/postgresql", "*")) yield return directory;
        foreach (var directory in Versions("/usr", "pgsql-*")) yield return directory;
        foreach (var brew in (string[])["/opt/homebrew", "/usr/local"])
        {
            yield return Path.Combine(brew, "bin");
            foreach (var directory in Versions(Path.Combine(brew, "opt"), "postgresql@*")) yield return directory;
        }
    }

    // The newest first: longer numbers are later ones.
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

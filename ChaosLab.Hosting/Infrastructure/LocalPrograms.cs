namespace ChaosLab.Hosting.Infrastructure;

/// <summary>The programs of this machine that process mode runs; a path is null when the program is missing.</summary>
internal sealed record LocalPrograms(string? Redis, string? Postgres, string? HAProxy, string? ChangeUser)
{
    /// <summary>Whether Postgres must run as another user, because it refuses root.</summary>
    public static bool MustChangeUser => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>The names of what is missing.</summary>
    public IReadOnlyList<string> Missing { get; } =
    [
        .. new[]
        {
            Redis is null ? "redis-server" : null,
            Postgres is null ? "postgres" : null,
            HAProxy is null ? "haproxy" : null,
            MustChangeUser && ChangeUser is null ? "setpriv" : null,
        }.OfType<string>(),
    ];

    /// <summary><c>initdb</c>, which lies beside <c>postgres</c>.</summary>
    public string InitDb => Path.Combine(Path.GetDirectoryName(Postgres!)!, "initdb");

    /// <summary>Looks on PATH, then in the known places.</summary>
    /// <param name="places">Replaces the known places; null means those.</param>
    public static LocalPrograms Find(IReadOnlyList<string>? places)
    {
        var directories = PathDirectories().Concat(places ?? [.. KnownPlaces()]).ToArray();
        return new LocalPrograms(
            In(directories, "redis-server"),
            directories.Select(directory => In([directory], "postgres"))
                .FirstOrDefault(path => path is not null && In([Path.GetDirectoryName(path)!], "initdb") is not null),
            In(directories, "haproxy"),
            MustChangeUser ? In(directories, "setpriv") : null);
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? OnPath(string program) => In(PathDirectories(), program);

    private static string? In(IEnumerable<string> directories, string program)
    {
        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return directories.Select(directory => Path.Combine(directory, file)).FirstOrDefault(IsExecutable);
    }

    private static string[] PathDirectories()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> KnownPlaces()
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

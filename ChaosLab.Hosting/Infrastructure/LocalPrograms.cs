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
        var directories = ProgramPlaces.All(places).ToArray();
        return new LocalPrograms(
            ProgramPlaces.Find(directories, "redis-server"),
            directories.Select(directory => ProgramPlaces.Find([directory], "postgres"))
                .FirstOrDefault(path => path is not null && ProgramPlaces.Find([Path.GetDirectoryName(path)!], "initdb") is not null),
            ProgramPlaces.Find(directories, "haproxy"),
            MustChangeUser ? ProgramPlaces.Find(directories, "setpriv") : null);
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? OnPath(string program) => ProgramPlaces.Find(ProgramPlaces.OnPath(), program);
}

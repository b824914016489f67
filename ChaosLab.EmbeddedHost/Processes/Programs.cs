namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>Finds a program as a shell would: by path, or by name in the directories of <c>PATH</c>.</summary>
internal static class Programs
{
    private static readonly string[] Extensions = OperatingSystem.IsWindows()
        ? (Environment.GetEnvironmentVariable("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries)
        : [];

    /// <summary>The full path of the program; null when there is none.</summary>
    /// <param name="program">A name, or a path (a relative one counts from <paramref name="workingDirectory"/>).</param>
    /// <param name="workingDirectory">Where relative paths start.</param>
    /// <param name="path">The directories to search; null means those of this process.</param>
    public static string? Find(string program, string? workingDirectory = null, string? path = null)
    {
        if (program.Contains('/', StringComparison.Ordinal) || program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Candidate(Path.GetFullPath(program, workingDirectory ?? Environment.CurrentDirectory));

        return (path ?? Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Candidate(Path.Combine(directory, program)))
            .FirstOrDefault(found => found is not null);
    }

    private static string? Candidate(string path)
        => Extensions.Select(extension => path + extension).Prepend(path).FirstOrDefault(IsProgram);

    private static bool IsProgram(string path)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & execute) != 0);
    }
}

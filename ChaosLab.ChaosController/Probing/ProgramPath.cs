namespace ChaosLab.ChaosController.Probing;

/// <summary>Finds the program of a <c>process</c> provider.</summary>
internal static class ProgramPath
{
    /// <summary>The full path; null when there is no such executable file.</summary>
    /// <param name="written">A path, absolute, from the directory, or from <c>~/</c>; or a name on <c>PATH</c>.</param>
    /// <param name="directory">The directory of the experiment's file.</param>
    /// <param name="environment">Has <c>PATH</c> and <c>HOME</c>.</param>
    public static string? Find(string written, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var path = written.StartsWith("~/", StringComparison.Ordinal) && environment.TryGetValue("HOME", out var home) ? Path.Combine(home, written[2..]) : written;
        if (path.Contains(Path.DirectorySeparatorChar) || path.Contains(Path.AltDirectorySeparatorChar)) return Executable(Path.Combine(directory, path));
        var places = environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return places.Select(place => Executable(Path.Combine(directory, place, path))).FirstOrDefault(found => found is not null);
    }

    /// <summary>Why there is nothing to start, one sentence; null when there is.</summary>
    public static string? Problem(string written, string directory, IReadOnlyDictionary<string, string> environment)
        => Find(written, directory, environment) is null
            ? $"There is no program '{written}': it is no executable file in {directory} and none on PATH. Install it, or correct 'path'."
            : null;

    private static string? Executable(string path)
    {
        if (OperatingSystem.IsWindows()) return File.Exists(path) ? path : File.Exists(path + ".exe") ? path + ".exe" : null;
        const UnixFileMode Any = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (File.GetUnixFileMode(path) & Any) != 0 ? Path.GetFullPath(path) : null;
    }
}

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>The user that Postgres runs as: the AppHost's own, or <c>postgres</c> when that one is root, which Postgres refuses.</summary>
/// <param name="changeUser">Full path of <c>setpriv</c>; null means the AppHost's own user.</param>
internal sealed class PostgresUser(string? changeUser)
{
    private const string Name = "postgres";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public bool IsOther => changeUser is not null;

    /// <summary>Program and arguments that run another program as that user.</summary>
    public (string Command, string[] Arguments) Run(string program)
        => changeUser is null
            ? (program, [])
            : (changeUser, ["--reuid=" + Name, "--regid=" + Name, "--init-groups", program]);

    /// <summary>Whether that user can write to a directory that belongs to it.</summary>
    public bool CanUse(string directory)
    {
        if (!IsOther) return true;
        var (command, arguments) = Run("test");
        return ProgramRun.Run(command, [.. arguments, "-w", directory, "-a", "-x", directory], Limit).Succeeded;
    }

    /// <summary>Creates a directory that only that user can enter.</summary>
    /// <exception cref="ChaosLabException">It cannot be created.</exception>
    public void CreateDirectory(string path)
    {
        if (!IsOther)
        {
            Directory.CreateDirectory(path);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }

        var made = ProgramRun.Run("install", ["-d", "-o", Name, "-g", Name, "-m", "700", path], Limit);
        if (!made.Succeeded) throw new ChaosLabException($"The directory {path} cannot be created for the user {Name}: {made.Complaint}.");
    }

    /// <summary>Copies a file so that only that user can read it.</summary>
    /// <exception cref="ChaosLabException">It cannot be copied.</exception>
    public void CopyFile(string source, string target)
    {
        if (!IsOther)
        {
            PrivateFile.Write(target, File.ReadAllText(source));
            return;
        }

        var copied = ProgramRun.Run("install", ["-o", Name, "-g", Name, "-m", "600", source, target], Limit);
        if (!copied.Succeeded) throw new ChaosLabException($"The file {target} cannot be written for the user {Name}: {copied.Complaint}.");
    }
}

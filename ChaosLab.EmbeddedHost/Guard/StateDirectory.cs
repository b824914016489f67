namespace ChaosLab.EmbeddedHost.Guard;

/// <summary>Where running programs keep their journals: a directory only its user can read or write.</summary>
internal static class StateDirectory
{
    private static readonly Lazy<string> Root = new(Create);

    public static string Journals => Child("runs");

    /// <summary>One lock file per port that a running program has set aside.</summary>
    public static string Ports => Child("ports");

    private static string Child(string name) => Directory.CreateDirectory(Path.Combine(Root.Value, name)).FullName;

    private static string Create()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        try
        {
            return Create(Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), "chaoslab"));
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return Create(Path.Combine(Path.GetTempPath(), $"chaoslab-{Environment.UserName}"));
        }
    }

    private static string Create(string path)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(path).FullName;

        var directory = Directory.CreateDirectory(path, ownerOnly).FullName;
        File.SetUnixFileMode(directory, ownerOnly);
        return directory;
    }
}

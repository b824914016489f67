using ChaosLab.Hosting.Options;

namespace ChaosLab.Hosting.Resources;

/// <summary>Where a lab keeps its data.</summary>
internal sealed class LabDirectories
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private LabDirectories(string data, bool temporary)
    {
        Data = data;
        IsTemporary = temporary;
    }

    /// <summary>The directory of all data.</summary>
    public string Data { get; }

    /// <summary>Whether it is deleted at the end.</summary>
    public bool IsTemporary { get; }

    public static LabDirectories Create(ChaosLabOptions options)
    {
        // Root's Postgres runs as another user, who must be able to pass; each resource's own directory is private.
        var mode = Environment.IsPrivilegedProcess ? Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : Owner;
        var directories = options.DataDirectory is { } path
            ? new LabDirectories(Make(path, Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute).FullName, temporary: false)
            : new LabDirectories(TemporaryDirectory.ForThisProcess("chaoslab-data-"), temporary: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(directories.Data, mode);
        return directories;
    }

    /// <summary>A directory only its owner can enter, created.</summary>
    public string Private(string name)
    {
        var path = Make(Path.Combine(Data, name), Owner).FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Owner);
        return path;
    }

    /// <summary>Deletes temporary data; what cannot be deleted is left to the system's temp cleaning.</summary>
    public void DeleteTemporary()
    {
        if (!IsTemporary) return;
        try
        {
            Directory.Delete(Data, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A program that is still ending may hold a file; nothing of value is left behind.
        }
    }

    private static DirectoryInfo Make(string path, UnixFileMode mode)
    {
        try
        {
            return OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, mode);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ChaosLabException($"The directory {path} cannot be created: {error.Message} Choose another one with --Lab:DataDirectory=…");
        }
    }
}

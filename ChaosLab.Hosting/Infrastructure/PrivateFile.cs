using System.Security.Cryptography;

namespace ChaosLab.Hosting.Infrastructure;

/// <summary>Files that only their owner can read.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file so that readers see the old content or the new, never a part.</summary>
    public static void Write(string path, string content)
    {
        var fresh = $"{path}.{Environment.ProcessId}.{RandomNumberGenerator.GetHexString(8)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        using (var writer = new StreamWriter(fresh, options)) writer.Write(content);
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>The secret kept in a file; made when there is none.</summary>
    public static string Secret(string path)
    {
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept) return kept;
        var secret = RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24);
        Write(path, secret);
        return secret;
    }
}

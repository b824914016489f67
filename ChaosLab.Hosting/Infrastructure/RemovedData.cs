namespace ChaosLab.Hosting.Infrastructure;

/// <summary>Deletes a store's data: whole or not at all, also when it is interrupted.</summary>
internal static class RemovedData
{
    private const string Suffix = ".removed";

    /// <summary>Deletes a file or directory. From the first moment on it has another name, so that no half of it is ever used.</summary>
    public static void Remove(string path)
    {
        var removed = path + Suffix;
        Delete(removed);
        if (Directory.Exists(path)) Directory.Move(path, removed);
        else if (File.Exists(path)) File.Move(path, removed);
        Delete(removed);
    }

    /// <summary>Deletes what an interrupted removal left in a directory.</summary>
    public static void Finish(string directory)
    {
        foreach (var removed in Directory.EnumerateFileSystemEntries(directory, "*" + Suffix)) Delete(removed);
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);
    }
}

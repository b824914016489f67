namespace ChaosLab.ChaosController.Bridge;

/// <summary>The run directory: one locate file for each lab that runs on this checkout.</summary>
/// <param name="path">The directory; it need not exist.</param>
internal sealed class LabDirectory(string path)
{
    /// <summary>Where the locate file of a lab lies, whether it exists or not.</summary>
    public string FileOf(string name) => Path.Combine(path, name + ".json");

    /// <summary>All locate files, by name.</summary>
    public IReadOnlyList<LocateFile> ReadAll()
        => Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal).Select(LocateFile.Read).OfType<LocateFile>()]
            : [];

    /// <summary>The locate file of one lab, or null.</summary>
    public LocateFile? Read(string name) => LocateFile.Read(FileOf(name));

    /// <summary>Deletes the locate file of a lab whose AppHost is gone; that of a running one is left alone.</summary>
    public void Forget(string name)
    {
        if (Read(name) is { State: not LocateFileState.Running } file) File.Delete(file.Path);
    }
}

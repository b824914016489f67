using System.Text;

namespace ChaosLab.ChaosController.Reports;

/// <summary>Writes a file so that a reader finds the old content or the new, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, syncs, and renames; makes the directory when it is missing.</summary>
    /// <exception cref="IOException">The disk is full or the place is not writable; nothing is left behind.</exception>
    public static void Write(string path, string content)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(directory);
        var draft = Path.Combine(directory, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(Encoding.UTF8.GetBytes(content));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}

using System.Text.Json;
using ChaosLab.ChaosController.Reports;

namespace ChaosLab.ChaosController.Running;

/// <summary>Finishes the journals of runs whose service ended in the middle: the last line says so.</summary>
internal static class InterruptedRuns
{
    private const string Sentence =
        "The chaos service ended in the middle of the run; the AppHost undid every fault, and nothing can be concluded.";

    /// <summary>Adds the missing last line; returns the ids of the runs that lacked it.</summary>
    public static IReadOnlyList<string> Close(string runs, TimeProvider time)
    {
        if (!Directory.Exists(runs)) return [];

        var closed = new List<string>();
        foreach (var directory in Directory.EnumerateDirectories(runs))
        {
            var folder = new RunFolder(runs, Path.GetFileName(directory));
            if (File.Exists(folder.Record) || !File.Exists(folder.Journal)) continue;
            if (TryClose(folder.Journal, time)) closed.Add(folder.Id);
        }

        return closed;
    }

    // Only who has the file alone may add to it: a journal that another service still writes is left as it is.
    private static bool TryClose(string journal, TimeProvider time)
    {
        try
        {
            using var file = new FileStream(journal, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            using var reader = new StreamReader(file, leaveOpen: true);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Any(line => line.Contains("\"kind\":\"verdict\"", StringComparison.Ordinal) || line.Contains(Sentence, StringComparison.Ordinal))) return false;

            file.Seek(0, SeekOrigin.End);
            var last = new RunEvent(time.GetUtcNow(), RunEventKind.Abort, Sentence);

            // The line that was being written may be cut off.
            var start = lines.Length > 0 && !IsWhole(lines[^1]) ? "\n" : "";
            file.Write([.. System.Text.Encoding.UTF8.GetBytes(start), .. JsonSerializer.SerializeToUtf8Bytes(last, RecordJson.Options), (byte)'\n']);
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsWhole(string line)
    {
        try
        {
            using var _ = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

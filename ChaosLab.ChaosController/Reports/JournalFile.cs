using System.Text.Json;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary>Reads <c>journal.jsonl</c>, one event per line; a run that was killed may leave half a line at its end.</summary>
internal static class JournalFile
{
    /// <summary>The events that can be read, in their order, and how many lines cannot.</summary>
    /// <exception cref="IOException">The file cannot be read at all.</exception>
    public static (IReadOnlyList<RunEvent> Events, int Unreadable) Read(string path)
    {
        if (!File.Exists(path)) return ([], 0);

        var events = new List<RunEvent>();
        var unreadable = 0;
        // The runner may be writing it now.
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            if (Parse(line) is { } happened) events.Add(happened);
            else unreadable++;
        }

        return (events, unreadable);
    }

    private static RunEvent? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<RunEvent>(line, RecordJson.Options) is { Text: not null } happened && happened.At != default ? happened : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

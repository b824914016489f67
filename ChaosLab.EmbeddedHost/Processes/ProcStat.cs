using System.Globalization;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>What Linux says about a process in <c>/proc/{pid}/stat</c>.</summary>
internal sealed record ProcStat(ProcessIdentity Identity, string Name, char State, int Parent, int Group, int Session)
{
    public bool IsZombie => State is 'Z' or 'X' or 'x';

    public static ProcStat? Read(int pid)
    {
        try
        {
            return Parse(File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat")));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Every process that can be seen, zombies included.</summary>
    public static IReadOnlyList<ProcStat> ReadAll()
    {
        var all = new List<ProcStat>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && Read(pid) is { } stat)
            {
                all.Add(stat);
            }
        }

        return all;
    }

    // The name stands in parentheses and may itself hold spaces and parentheses: the last one ends it.
    internal static ProcStat? Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal), close = text.LastIndexOf(')');
        if (open < 0 || close < open) return null;

        var fields = text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 20) return null;

        return new ProcStat(
            new ProcessIdentity(int.Parse(text.AsSpan(0, open), CultureInfo.InvariantCulture), long.Parse(fields[19], CultureInfo.InvariantCulture)),
            text[(open + 1)..close],
            fields[0][0],
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            int.Parse(fields[2], CultureInfo.InvariantCulture),
            int.Parse(fields[3], CultureInfo.InvariantCulture));
    }
}

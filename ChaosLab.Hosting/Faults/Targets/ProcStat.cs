using System.Globalization;

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>What <c>/proc/&lt;pid&gt;/stat</c> says of a process (Linux).</summary>
internal sealed record ProcStat(int Pid, char State, int Parent, long StartTicks)
{
    public bool IsZombie => State is 'Z' or 'X';

    public bool IsStopped => State is 'T';

    /// <summary>Null when there is no such process.</summary>
    public static ProcStat? Read(int pid)
    {
        try
        {
            return Parse(pid, File.ReadAllText($"/proc/{pid}/stat"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static IEnumerable<ProcStat> ReadAll()
        => Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? Read(pid) : null)
            .OfType<ProcStat>();

    internal static ProcStat? Parse(int pid, string text)
    {
        // The name, in parentheses, may hold anything; the last parenthesis ends it.
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19
            && int.TryParse(fields[1], CultureInfo.InvariantCulture, out var parent)
            && long.TryParse(fields[19], CultureInfo.InvariantCulture, out var start)
            ? new ProcStat(pid, fields[0][0], parent, start)
            : null;
    }
}

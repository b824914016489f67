using System.Globalization;
using ChaosLab.Hosting.Infrastructure;

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>A process and everything it started: a server's workers, or the application that <c>dotnet run</c> started.</summary>
internal static class ProcessTree
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>The processes below one, parents before children; empty when it is gone.</summary>
    public static IReadOnlyList<ProcessIdentity> Below(ProcessIdentity root)
    {
        if (!root.IsAlive()) return [];
        var children = Parents().ToLookup(pair => pair.Parent, pair => pair.Pid);
        var found = new List<ProcessIdentity>();
        var pending = new Queue<int>(children[root.Pid]);
        while (pending.TryDequeue(out var pid))
        {
            if (ProcessIdentity.Of(pid) is not { } process) continue;
            found.Add(process);
            foreach (var child in children[pid]) pending.Enqueue(child);
        }

        return found;
    }

    private static IEnumerable<(int Pid, int Parent)> Parents()
    {
        if (OperatingSystem.IsLinux()) return ProcStat.ReadAll().Select(stat => (stat.Pid, stat.Parent));
        if (!OperatingSystem.IsMacOS()) return [];
        return ProgramRun.Run("/bin/ps", ["-A", "-o", "pid=,ppid="], Limit).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 2)
            .Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture)));
    }
}

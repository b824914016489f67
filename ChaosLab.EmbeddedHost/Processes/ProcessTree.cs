using System.Globalization;
using System.Text;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>Finds and ends a process together with everything that came from it.</summary>
/// <remarks>
/// What belongs to a root: its session and process group, its descendants, and processes that carry its mark in their environment
/// (a daemon that left session and parent still has that).
/// </remarks>
internal static class ProcessTree
{
    /// <summary>The environment variable that marks every process of a run, with the run's id as its value.</summary>
    public const string Mark = "CHAOSLAB_RUN";

    /// <summary>The roots and what belongs to them, as far as it runs. Other systems than Linux give the living roots only.</summary>
    public static IReadOnlyList<ProcessIdentity> Members(IReadOnlyCollection<ProcessIdentity> roots, IReadOnlyCollection<string>? runs = null)
    {
        if (!OperatingSystem.IsLinux()) return [.. roots.Where(root => root.IsAlive)];

        var all = ProcStat.ReadAll();
        var byPid = new Dictionary<int, ProcStat>();
        foreach (var stat in all) byPid[stat.Identity.Pid] = stat;
        var leaders = new HashSet<int>();
        var found = new HashSet<ProcessIdentity>();
        foreach (var root in roots)
        {
            // A pid that now names a younger process is no leader of ours; while a session lives its number is not given away.
            if (byPid.TryGetValue(root.Pid, out var now) && now.Identity != root) continue;
            leaders.Add(root.Pid);
            if (now is not null) found.Add(root);
        }

        foreach (var stat in all)
        {
            if (leaders.Contains(stat.Session) || leaders.Contains(stat.Group) || (runs is { Count: > 0 } && IsMarked(stat.Identity.Pid, runs)))
                found.Add(stat.Identity);
        }

        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var stat in all)
            {
                if (byPid.TryGetValue(stat.Parent, out var parent) && found.Contains(parent.Identity)) grown |= found.Add(stat.Identity);
            }
        }

        found.Remove(ProcessIdentity.Current);
        return [.. found.Where(identity => !byPid[identity.Pid].IsZombie)];
    }

    /// <summary>Kills the roots and what belongs to them until nothing of it is left; false when something was left after the limit.</summary>
    public static async Task<bool> KillAsync(IReadOnlyCollection<ProcessIdentity> roots, TimeSpan limit, IReadOnlyCollection<string>? runs = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var members = Members(roots, runs);
            // Elsewhere than on Linux the members cannot be listed, but those of the group be killed with their leader.
            if (!OperatingSystem.IsLinux()) KillGroups(roots);
            if (members.Count == 0) return true;
            if (TimeProvider.System.GetElapsedTime(started) > limit) return false;
            foreach (var member in members) Kill(member);
            await Task.Delay(10);
        }
    }

    private static void KillGroups(IReadOnlyCollection<ProcessIdentity> leaders)
    {
        foreach (var leader in leaders)
        {
            if (ProcessIdentity.Read(leader.Pid) is not { } now || now.Matches(leader)) Signals.SendToGroup(leader.Pid, Signal.Kill);
        }
    }

    private static void Kill(ProcessIdentity member)
    {
        if (!member.IsAlive) return;
        Signals.Send(member.Pid, Signal.Kill);
    }

    private static bool IsMarked(int pid, IReadOnlyCollection<string> runs)
    {
        try
        {
            var environment = File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ"));
            return runs.Any(run => environment.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"{Mark}={run}\0")) >= 0);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

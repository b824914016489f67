using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ChaosLab.Hosting.Infrastructure;

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>A process by id and start: a number that was given to another process later is not it.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="Start">When it started, in the system's own measure: clock ticks since boot on Linux, else UTC ticks.</param>
/// <param name="StartTime">When it started.</param>
internal sealed record ProcessIdentity(int Pid, long Start, DateTimeOffset StartTime)
{
    private static readonly TimeSpan PsLimit = TimeSpan.FromSeconds(5);

    /// <summary>The process that has this id now, or null when none has.</summary>
    public static ProcessIdentity? Of(int pid)
    {
        if (pid <= 1) return null;
        try
        {
            using var process = Process.GetProcessById(pid);
            var time = new DateTimeOffset(process.StartTime.ToUniversalTime(), TimeSpan.Zero);
            if (!OperatingSystem.IsLinux()) return process.HasExited ? null : new ProcessIdentity(pid, time.UtcTicks, time);
            return ProcStat.Read(pid) is { IsZombie: false } stat ? new ProcessIdentity(pid, stat.StartTicks, time) : null;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Whether exactly this process stands still by a signal.</summary>
    public bool IsStopped() => OperatingSystem.IsLinux()
        ? ProcStat.Read(Pid) is { IsStopped: true } stat && stat.StartTicks == Start
        : OperatingSystem.IsMacOS() && IsAlive()
            && ProgramRun.Run("/bin/ps", ["-o", "state=", "-p", Pid.ToString(CultureInfo.InvariantCulture)], PsLimit).Output.TrimStart().StartsWith('T');

    /// <summary>Whether exactly this process still runs.</summary>
    public bool IsAlive() => OperatingSystem.IsLinux()
        ? ProcStat.Read(Pid) is { IsZombie: false } stat && stat.StartTicks == Start
        : Of(Pid)?.Start == Start;
}

using System.Diagnostics;

namespace ChaosLab.Tests.Support;

/// <summary>A process by pid and start time, so that a reused pid is not mistaken for it.</summary>
internal sealed record StartedProcess(int Pid, DateTime Started)
{
    public static StartedProcess Of(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return new StartedProcess(pid, process.StartTime);
    }

    public bool IsAlive
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Pid);
                return !process.HasExited && process.StartTime == Started && !IsZombie;
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                return false;
            }
        }
    }

    /// <summary>Whether it is frozen by a signal (Linux).</summary>
    public bool IsStopped => OperatingSystem.IsLinux() && State is 'T';

    /// <summary>Whether it has ended and only waits for its parent, or for init, to read its exit code.</summary>
    private bool IsZombie => OperatingSystem.IsLinux() && (State is null or 'Z' or 'X');

    private char? State
    {
        get
        {
            try
            {
                var stat = File.ReadAllText($"/proc/{Pid}/stat");
                return stat[(stat.LastIndexOf(')') + 2)..][0];
            }
            catch (IOException)
            {
                return null;
            }
        }
    }
}

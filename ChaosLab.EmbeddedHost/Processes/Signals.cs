using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ChaosLab.EmbeddedHost.Processes;

internal enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = -1,
}

/// <summary>Sends signals to a process or its group; a process that is gone already is no error.</summary>
internal static class Signals
{
    public static void Send(int pid, Signal signal)
    {
        if (OperatingSystem.IsWindows()) End(pid);
        else _ = Kill(pid, Number(signal));
    }

    /// <summary>Sends to each process of the group that <paramref name="leader"/> leads.</summary>
    public static void SendToGroup(int leader, Signal signal)
    {
        if (OperatingSystem.IsWindows()) End(leader);
        else if (leader > 1) _ = Kill(-leader, Number(signal));
    }

    private static int Number(Signal signal) => signal switch
    {
        Signal.Continue => OperatingSystem.IsLinux() ? 18 : 19,
        _ => (int)signal,
    };

    private static void End(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
        {
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);
}

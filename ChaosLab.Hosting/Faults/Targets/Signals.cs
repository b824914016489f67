using System.Runtime.InteropServices;

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>Signals of Linux and macOS.</summary>
internal static partial class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;

    public static int Stop { get; } = OperatingSystem.IsMacOS() ? 17 : 19;

    public static int Continue { get; } = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Whether the system knows signals.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Sends a signal to exactly that process; false when it is gone.</summary>
    /// <exception cref="InvalidOperationException">The system does not allow it.</exception>
    public static bool Send(ProcessIdentity process, int signal)
    {
        if (!process.IsAlive()) return false;
        if (SendSignal(process.Pid, signal) == 0) return true;
        const int NoSuchProcess = 3;
        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess
            ? false
            : throw new InvalidOperationException($"signal {signal} cannot be sent to pid {process.Pid}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}

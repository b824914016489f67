using System.Runtime.InteropServices;

namespace ChaosLab.Proxy.Start;

/// <summary>A connection takes two descriptors; the soft limit, often 1,024, is raised to what the system allows.</summary>
internal static unsafe partial class FileLimit
{
    private static readonly int OpenFiles = OperatingSystem.IsMacOS() ? 8 : 7;

    public static void Raise()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) return;
        var limit = stackalloc ulong[2];
        if (GetLimit(OpenFiles, limit) != 0 || limit[0] >= limit[1]) return;

        // macOS takes no more than OPEN_MAX.
        limit[0] = OperatingSystem.IsMacOS() ? Math.Min(limit[1], 10_240) : limit[1];
        _ = SetLimit(OpenFiles, limit);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, ulong* limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ulong* limit);
}

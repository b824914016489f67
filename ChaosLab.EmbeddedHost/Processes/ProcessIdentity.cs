using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>A process by pid and start time: a pid alone may have been given to another process since.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="StartToken">On Linux clock ticks since boot, elsewhere UTC ticks of 100 ns.</param>
internal readonly record struct ProcessIdentity(int Pid, long StartToken)
{
    // Elsewhere than on Linux the start time is computed by each reader and differs by its rounding.
    private static readonly long Tolerance = OperatingSystem.IsLinux() ? 0 : TimeSpan.TicksPerSecond * 2;

    /// <summary>The process that has this pid now; null when there is none, or only its zombie.</summary>
    public static ProcessIdentity? Read(int pid)
    {
        if (OperatingSystem.IsLinux()) return ProcStat.Read(pid) is { IsZombie: false } stat ? stat.Identity : null;

        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited ? null : new ProcessIdentity(pid, process.StartTime.ToUniversalTime().Ticks);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>This very process.</summary>
    public static ProcessIdentity Current { get; } = Read(Environment.ProcessId)
        ?? throw new InvalidOperationException("The start time of the current process cannot be read.");

    /// <summary>Whether exactly this process still runs.</summary>
    public bool IsAlive => Read(Pid) is { } now && Matches(now);

    public bool Matches(ProcessIdentity other) => Pid == other.Pid && Math.Abs(StartToken - other.StartToken) <= Tolerance;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pid}:{StartToken}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out ProcessIdentity identity)
    {
        identity = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1
            || !int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            || !long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var token))
        {
            return false;
        }

        identity = new ProcessIdentity(pid, token);
        return pid > 1;
    }
}

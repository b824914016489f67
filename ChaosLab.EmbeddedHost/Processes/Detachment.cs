using System.ComponentModel;
using System.Diagnostics;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>
/// Wraps a command so that it gets a session of its own and, on Linux, dies with the thread that started it.
/// Each link of the chain is replaced by the next (exec), so the pid stays the same throughout.
/// </summary>
internal static class Detachment
{
    private const string PerlSession = "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\\n\"";
    private static readonly Lazy<string[]> SessionPrefix = new(ChooseSession);
    private static readonly Lazy<string[]> DeathPrefix = new(ChooseDeath);

    /// <summary>What comes before a command that shall have a session of its own.</summary>
    public static IReadOnlyList<string> Session => SessionPrefix.Value;

    /// <summary>What comes before a command that shall also die with its starter.</summary>
    public static IReadOnlyList<string> Chain => [.. Session, .. DeathPrefix.Value];

    private static string[] ChooseSession()
    {
        if (OperatingSystem.IsWindows()) return [];
        if (Programs.Find("setsid") is { } setsid) return [setsid];
        return Programs.Find("perl") is { } perl ? [perl, "-e", PerlSession, "--"] : [];
    }

    private static string[] ChooseDeath()
        => OperatingSystem.IsLinux() && Programs.Find("setpriv") is { } setpriv && Knows(setpriv) ? [setpriv, "--pdeathsig", "KILL", "--"] : [];

    // BusyBox has a setpriv without this option.
    private static bool Knows(string setpriv)
    {
        try
        {
            var start = new ProcessStartInfo(setpriv, ["--pdeathsig", "KILL", "--", "/bin/true"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            using var probe = Process.Start(start);
            return probe is not null && probe.WaitForExit(TimeSpan.FromSeconds(5)) && probe.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

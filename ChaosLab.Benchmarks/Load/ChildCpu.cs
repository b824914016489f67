using System.Globalization;

namespace ChaosLab.Benchmarks.Load;

/// <summary>Processor time of children of this process that have ended, with all that they waited for (Linux only).</summary>
internal static class ChildCpu
{
    // USER_HZ, which Linux shows to programs, is 100 on every architecture in use.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds so far.</summary>
    public static double Seconds()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}

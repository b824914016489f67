using System.Globalization;

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>Processor time and memory of a process and those below it, from /proc (Linux only).</summary>
internal static class ProcessCpu
{
    // USER_HZ, which Linux shows to programs, is 100 on every architecture in use.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time used so far.</summary>
    public static double Seconds(int pid) => Tree(pid).Sum(OwnSeconds);

    /// <summary>The greatest resident memory so far, in MiB.</summary>
    public static double PeakMiB(int pid) => Tree(pid).Sum(OwnPeakMiB);

    private static IEnumerable<int> Tree(int pid)
    {
        yield return pid;
        var children = $"/proc/{pid}/task/{pid}/children";
        if (!File.Exists(children)) yield break;
        foreach (var child in File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var below in Tree(int.Parse(child, CultureInfo.InvariantCulture))) yield return below;
        }
    }

    private static double OwnSeconds(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static double OwnPeakMiB(int pid)
        => double.Parse(
            File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}

using System.Globalization;

namespace ChaosLab.Benchmarks.Shop;

/// <summary>Parents and children as /proc shows them at one moment (Linux only).</summary>
internal sealed class ProcessTree
{
    private readonly ILookup<int, int> _children;

    private ProcessTree(ILookup<int, int> children) => _children = children;

    public static ProcessTree Read()
    {
        if (!OperatingSystem.IsLinux()) throw new BenchmarkException("Memory is read from /proc, which only Linux has.");
        var parents = new List<(int Pid, int Parent)>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var pid)) continue;
            try
            {
                var stat = File.ReadAllText(Path.Combine(directory, "stat"));
                var afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                parents.Add((pid, int.Parse(afterName[1], CultureInfo.InvariantCulture)));
            }
            catch (IOException)
            {
                // Ended while it was read.
            }
        }

        return new ProcessTree(parents.ToLookup(p => p.Parent, p => p.Pid));
    }

    /// <summary>Memory of a process and all below it, shared pages divided among their users, in MiB.</summary>
    public double PssMiB(int pid) => OwnPssMiB(pid) + _children[pid].Sum(PssMiB);

    private static double OwnPssMiB(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

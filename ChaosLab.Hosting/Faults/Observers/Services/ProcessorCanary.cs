using System.Diagnostics;
using System.Globalization;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>
/// Reads in the system's accounts how much processor time a process takes; half of what is expected, and more, is not well. On a busy
/// machine it is half of the share that as many threads can have there.
/// </summary>
/// <param name="monitor">Knows the process.</param>
/// <param name="service">Whose process.</param>
/// <param name="expected">In cores.</param>
internal sealed class ProcessorCanary(ResourceMonitor monitor, IResource service, double expected) : ICanary
{
    private const string MachineAccounts = "/proc/stat";
    private const string Runnable = "procs_running ";

    // Any service takes that much now and then.
    private const double LeastShown = 0.1;

    // The accounts are kept in hundredths of a second.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(400);

    private (TimeSpan Taken, double Share, long At)? _last;
    private bool _well = true;

    public Task LearnAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<bool> IsWellAsync(CancellationToken ct)
    {
        var now = (Taken: Taken(), Share: Share(), At: Stopwatch.GetTimestamp());
        if (_last is not { } last)
        {
            _last = now;
        }
        else if (Stopwatch.GetElapsedTime(last.At, now.At) is var took && took >= Window)
        {
            _well = (now.Taken - last.Taken) / took < Math.Max(LeastShown, expected * (last.Share + now.Share) / 2 / 2);
            _last = now;
        }

        return Task.FromResult(_well);
    }

    private TimeSpan Taken()
    {
        var identity = monitor.Of(service).Process is { } known && known.IsAlive()
            ? known
            : throw new InvalidOperationException($"'{service.Name}' does not run.");
        using var process = Process.GetProcessById(identity.Pid);
        return process.TotalProcessorTime;
    }

    // How much of a core a thread gets among all that want one now.
    private static double Share()
    {
        if (!OperatingSystem.IsLinux()) return 1;
        var line = File.ReadLines(MachineAccounts).FirstOrDefault(line => line.StartsWith(Runnable, StringComparison.Ordinal));
        return line is not null && int.TryParse(line[Runnable.Length..], CultureInfo.InvariantCulture, out var runnable) && runnable > Environment.ProcessorCount
            ? (double)Environment.ProcessorCount / runnable
            : 1;
    }
}

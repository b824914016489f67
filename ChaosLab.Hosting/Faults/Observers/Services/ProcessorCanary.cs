using System.Diagnostics;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>Reads in the system's accounts how much processor time a process takes; half of what is expected, and more, is not well.</summary>
/// <param name="monitor">Knows the process.</param>
/// <param name="service">Whose process.</param>
/// <param name="expected">In cores.</param>
internal sealed class ProcessorCanary(ResourceMonitor monitor, IResource service, double expected) : ICanary
{
    // The accounts are kept in hundredths of a second.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(500);

    public Task LearnAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var before = Taken();
        await Task.Delay(Window, ct);
        return (Taken() - before) / clock.Elapsed < expected / 2;
    }

    private TimeSpan Taken()
    {
        var identity = monitor.Of(service).Process is { } known && known.IsAlive()
            ? known
            : throw new InvalidOperationException($"'{service.Name}' does not run.");
        using var process = Process.GetProcessById(identity.Pid);
        return process.TotalProcessorTime;
    }
}

using System.Diagnostics;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>Reads in the system's accounts how much memory a process holds; that much more than before, or no process, is not well.</summary>
/// <param name="monitor">Knows the process.</param>
/// <param name="service">Whose process.</param>
/// <param name="caller">Asks the service itself.</param>
/// <param name="growth">In bytes.</param>
internal sealed class MemoryCanary(ResourceMonitor monitor, IResource service, IObserver caller, long growth) : ICanary
{
    private long? _usual;

    public Task LearnAsync(CancellationToken ct)
    {
        _usual = Resident() ?? throw new InvalidOperationException($"'{service.Name}' does not run.");
        return Task.CompletedTask;
    }

    public async Task<bool> IsWellAsync(CancellationToken ct)
        => _usual is not { } usual || (Resident() is { } resident && resident < usual + growth && await caller.IsWellAsync(ct));

    private long? Resident()
    {
        if (monitor.Of(service).Process is not { } identity || !identity.IsAlive()) return null;
        using var process = Process.GetProcessById(identity.Pid);
        return process.WorkingSet64;
    }
}

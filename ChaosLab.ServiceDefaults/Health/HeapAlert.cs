using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.ServiceDefaults.Health;

/// <summary>
/// Warns in the log when the heap comes near the process's hard limit (<c>DOTNET_GCHeapHardLimit</c>), at which the process ends:
/// once at 80 %, and again only after it has been below 70 %. Without a limit it has nothing to say.
/// </summary>
internal sealed class HeapAlert(TimeProvider time, ILogger<HeapAlert> logger) : BackgroundService
{
    private const double AlertAt = 0.8;
    private const double CalmBelow = 0.7;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private int _alerted;

    /// <summary>The most bytes the heap may hold; null when nothing limits it but the machine.</summary>
    public long? HardLimit { get; } = GC.GetConfigurationVariables().TryGetValue("GCHeapHardLimit", out var value)
        && Convert.ToInt64(value, CultureInfo.InvariantCulture) is > 0 and var limit ? limit : null;

    /// <summary>Looks now; whoever fills the heap quickly calls this, or the end might come before the alert.</summary>
    public void Look()
    {
        if (HardLimit is not { } limit) return;
        var share = (double)GC.GetTotalMemory(forceFullCollection: false) / limit;
        if (share < CalmBelow) Volatile.Write(ref _alerted, 0);
        if (share < AlertAt || Interlocked.Exchange(ref _alerted, 1) == 1) return;
        logger.LogWarning(
            "The heap holds {Percent:0} % of its hard limit of {Limit} MiB; at 100 % the process ends, out of memory", share * 100, limit >> 20);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (HardLimit is not null && await timer.WaitForNextTickAsync(stoppingToken)) Look();
    }
}

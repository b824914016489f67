using System.Diagnostics;

namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>Asks a service for its health, and looks at what it tells of a dependency; unavailable is never well.</summary>
/// <param name="probe">Asks for <see cref="Path"/>.</param>
/// <param name="dependency">Which.</param>
/// <param name="shows">Whether what is told of one that is available shows the fault; the second argument is what was told before.</param>
/// <param name="doubtful">A last call that took this long may be one of the trouble before, so another one is awaited; null means never.</param>
internal sealed class DependencyCanary(
    ServiceProbe probe, string dependency, Func<DependencyReading, DependencyReading, bool> shows, TimeSpan? doubtful = null) : ICanary
{
    /// <summary>What is asked for.</summary>
    public const string Path = "/health?detail=true";

    /// <summary>An idle service calls its dependencies every 5 s.</summary>
    private static readonly TimeSpan NextCallLimit = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private DependencyReading? _usual;

    /// <summary>Calls that take longer than before by at least half of what is expected.</summary>
    public static DependencyCanary Slower(ServiceProbe probe, string dependency, TimeSpan expected) => new(
        probe, dependency, (reading, usual) => reading.LastCall >= (usual.LastCall ?? TimeSpan.Zero) + (expected / 2), expected / 2);

    public async Task LearnAsync(CancellationToken ct)
    {
        var usual = await ReadAsync(ct);
        if (usual is { Available: false }) throw new InvalidOperationException($"'{dependency}' is unavailable already, so nothing could be told from this fault.");
        _usual = usual?.LastCall >= doubtful ? await QuickerAsync(usual, ct) : usual;
    }

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        if (_usual is not { } usual) return true;
        return await ReadAsync(ct) is { Available: true } reading && !shows(reading, usual);
    }

    // The quicker one of the last call and the next one.
    private async Task<DependencyReading> QuickerAsync(DependencyReading last, CancellationToken ct)
    {
        var asked = Stopwatch.StartNew();
        while (asked.Elapsed < NextCallLimit)
        {
            await Task.Delay(Look, ct);
            if (await ReadAsync(ct) is { Available: true, LastCall: { } took } next && took != last.LastCall) return took < last.LastCall ? next : last;
        }

        return last;
    }

    private async Task<DependencyReading?> ReadAsync(CancellationToken ct) => DependencyReading.Read((await probe.AskAsync(body: null, ct)).Body, dependency);
}

namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>Asks a service for its health, and looks at what it tells of a dependency; unavailable is never well.</summary>
/// <param name="probe">Asks for <see cref="Path"/>.</param>
/// <param name="dependency">Which.</param>
/// <param name="shows">Whether what is told of one that is available shows the fault; the second argument is what was told before.</param>
internal sealed class DependencyCanary(ServiceProbe probe, string dependency, Func<DependencyReading, DependencyReading, bool> shows) : ICanary
{
    /// <summary>What is asked for.</summary>
    public const string Path = "/health?detail=true";

    private DependencyReading? _usual;

    /// <summary>Calls that take longer than before by at least half of what is expected.</summary>
    public static DependencyCanary Slower(ServiceProbe probe, string dependency, TimeSpan expected) => new(
        probe, dependency, (reading, usual) => reading.LastCall >= (usual.LastCall ?? TimeSpan.Zero) + (expected / 2));

    public async Task LearnAsync(CancellationToken ct)
    {
        var usual = await ReadAsync(ct);
        if (usual is { Available: false }) throw new InvalidOperationException($"'{dependency}' is unavailable already, so nothing could be told from this fault.");
        _usual = usual;
    }

    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        if (_usual is not { } usual) return true;
        return await ReadAsync(ct) is { Available: true } reading && !shows(reading, usual);
    }

    private async Task<DependencyReading?> ReadAsync(CancellationToken ct) => DependencyReading.Read((await probe.AskAsync(body: null, ct)).Body, dependency);
}

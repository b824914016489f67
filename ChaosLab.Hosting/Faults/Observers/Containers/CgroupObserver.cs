using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Faults.Observers.Containers;

/// <summary>Reads a limit of a container from inside, where its processes feel it; well is any other than the fault's.</summary>
/// <remarks>A look takes long and costs the machine something, so the last one counts until the next is over, a second later at the earliest.</remarks>
/// <param name="container">The container.</param>
/// <param name="files">Where the limit is, in either version of control groups.</param>
/// <param name="isLimited">Whether what is in the file is the fault's limit.</param>
/// <param name="time">The clock.</param>
internal sealed class CgroupObserver(LabContainer container, IReadOnlyList<string> files, Func<string, bool> isLimited, TimeProvider time) : IObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private Task<string?>? _look;
    private long _lookedAt;
    private bool _isLimited;

    public Task<bool> IsWellAsync(CancellationToken ct)
    {
        // A look that failed tells nothing; a container that cannot be asked at all is refused before the fault acts.
        if (_look is { IsCompleted: true } done)
        {
            if (done is { IsCompletedSuccessfully: true, Result: { } seen }) _isLimited = isLimited(seen);
            _look = null;
        }

        if (_look is null && (_lookedAt == 0 || time.GetElapsedTime(_lookedAt) >= Interval))
        {
            _lookedAt = time.GetTimestamp();
            _look = ReadAsync(CancellationToken.None);
        }

        return Task.FromResult(!_isLimited);
    }

    /// <exception cref="FaultRefusedException">The container has no program that could read its limits.</exception>
    public async Task RequireReadableAsync(CancellationToken ct)
    {
        if (await ReadAsync(ct) is null)
        {
            throw new FaultRefusedException(Refusal.Conflict,
                $"The limits of '{container.Resource}' cannot be read from inside it ({string.Join(", ", files)} with cat), so nobody could say that the fault acts; nothing was done.");
        }
    }

    private async Task<string?> ReadAsync(CancellationToken ct)
    {
        foreach (var file in files)
        {
            if (await container.ExecuteAsync(["cat", file], ct) is { Succeeded: true, Output: var text }) return text.Trim();
        }

        return null;
    }
}

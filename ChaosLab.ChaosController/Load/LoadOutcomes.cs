namespace ChaosLab.ChaosController.Load;

/// <summary>Counts what became of the requests of all loads of this service, as each of them ends. Thread-safe.</summary>
internal sealed class LoadOutcomes
{
    private long _answered;
    private long _serverErrors;
    private long _givenUp;
    private long _unsent;

    /// <summary>All since this service began.</summary>
    public LoadCounts Counts
        => new(Interlocked.Read(ref _answered), Interlocked.Read(ref _serverErrors), Interlocked.Read(ref _givenUp), Interlocked.Read(ref _unsent));

    /// <param name="status">The HTTP status of the answer.</param>
    public void Answered(int status)
    {
        Interlocked.Increment(ref _answered);
        if (status >= 500) Interlocked.Increment(ref _serverErrors);
    }

    /// <summary>It was sent, and there is no answer to it.</summary>
    public void GivenUp() => Interlocked.Increment(ref _givenUp);

    /// <summary>Nothing of it was sent.</summary>
    public void Unsent() => Interlocked.Increment(ref _unsent);
}

namespace ChaosLab.ChaosController.Load.Figures;

/// <summary>Counts of the requests of one operation that ended in one second, whenever they were due.</summary>
internal sealed class EndedRequests
{
    public Latencies Latency { get; } = new();

    public long Succeeded { get; private set; }

    public long Errors { get; private set; }

    /// <param name="latency">In µs, from when it was due.</param>
    /// <param name="success">Whether it was answered as it should be.</param>
    public void Answered(long latency, bool success)
    {
        if (success) Succeeded++;
        else Errors++;
        Latency.Took(latency);
    }

    /// <param name="waited">In µs, from when it was due.</param>
    /// <param name="toTheEnd">Whether that is all of the time-out.</param>
    public void Unanswered(long waited, bool toTheEnd)
    {
        Errors++;
        if (toTheEnd) Latency.Took(waited);
        else Latency.WasCut(waited);
    }
}

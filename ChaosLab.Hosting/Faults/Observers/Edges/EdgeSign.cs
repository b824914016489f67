namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>How a fault on an edge shows to a canary.</summary>
/// <param name="Call">What the canary sends.</param>
/// <param name="Shows">Whether a reading shows the fault; the second argument is the quickest answer before the fault, or 0 when there was none.</param>
internal sealed record EdgeSign(EdgeCall Call, Func<EdgeReading, TimeSpan, bool> Shows)
{
    /// <summary>No answer, or none in time.</summary>
    public static EdgeSign Silence(EdgeCall call = EdgeCall.Small) => new(call, (reading, _) => !reading.Answered);

    /// <summary>An answer that comes later than usual by at least half of what is expected.</summary>
    public static EdgeSign Slower(TimeSpan expected, EdgeCall call = EdgeCall.Small)
        => new(call, (reading, usual) => !reading.Answered || reading.Took >= usual + (expected / 2));

    /// <summary>A close that comes later than usual by at least half of what is expected.</summary>
    public static EdgeSign ClosesLater(TimeSpan expected)
        => new(EdgeCall.UntilClosed, (reading, _) => !reading.Answered || reading.ToClose >= expected / 2);
}

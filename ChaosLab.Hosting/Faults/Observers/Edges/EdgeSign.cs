namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>How a fault on an edge shows to a canary.</summary>
/// <param name="Call">What the canary sends.</param>
/// <param name="Shows">Whether a reading shows the fault; the second argument is what was usual before.</param>
/// <param name="InARow">How many readings in a row must show it: what is small, a busy machine does now and then by itself.</param>
internal sealed record EdgeSign(EdgeCall Call, Func<EdgeReading, EdgeUsual, bool> Shows, int InARow = 1)
{
    // What is less than this comes and goes on any machine.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(5);

    // What is expected to be more than this is no chance.
    private static readonly TimeSpan Clear = TimeSpan.FromMilliseconds(50);

    /// <summary>No answer, or none in time.</summary>
    public static EdgeSign Silence(EdgeCall call = EdgeCall.Small) => new(call, (reading, _) => !reading.Answered);

    /// <summary>
    /// An answer that comes later than usual by at least half of what is expected, by at least as much as answers differed before, and by
    /// at least 5 ms. A fault that does less than that cannot be told from chance, and never shows.
    /// </summary>
    public static EdgeSign Slower(TimeSpan expected, EdgeCall call = EdgeCall.Small)
        => new(call, (reading, usual) => !reading.Answered || IsLater(reading.Took - usual.Quickest, expected, usual.Spread), Times(expected));

    /// <summary>A close that comes later than the answer by at least half of what is expected, and by at least 5 ms.</summary>
    public static EdgeSign ClosesLater(TimeSpan expected)
        => new(EdgeCall.UntilClosed, (reading, _) => !reading.Answered || IsLater(reading.ToClose ?? TimeSpan.Zero, expected, TimeSpan.Zero), Times(expected));

    private static bool IsLater(TimeSpan by, TimeSpan expected, TimeSpan spread)
    {
        var least = new[] { expected / 2, spread, Least }.Max();
        return least <= expected && by >= least;
    }

    private static int Times(TimeSpan expected) => expected < Clear ? 2 : 1;
}

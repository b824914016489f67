namespace ChaosLab.ChaosController.Load;

/// <summary>What became of requests, as the one who sent them saw it.</summary>
/// <param name="Answered">Those with an HTTP answer, whatever it says.</param>
/// <param name="ServerErrors">Those of them answered with 5xx.</param>
/// <param name="GivenUp">Those that were sent, at least in part, and got no answer: it took too long, or the connection broke.</param>
/// <param name="Unsent">Those of which nothing could be sent: the connection was refused, or there was none in time.</param>
internal sealed record LoadCounts(long Answered, long ServerErrors, long GivenUp, long Unsent)
{
    public static LoadCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>Requests without an HTTP answer.</summary>
    public long Unanswered => GivenUp + Unsent;

    /// <summary>All requests that have ended.</summary>
    public long Ended => Answered + Unanswered;

    /// <summary>One of so many equal parts, rounded down.</summary>
    public LoadCounts Share(long parts) => new(Answered / parts, ServerErrors / parts, GivenUp / parts, Unsent / parts);

    public LoadCounts Plus(LoadCounts other)
        => new(Answered + other.Answered, ServerErrors + other.ServerErrors, GivenUp + other.GivenUp, Unsent + other.Unsent);

    /// <summary>What was added since an earlier reading.</summary>
    public LoadCounts Since(LoadCounts before)
        => new(Answered - before.Answered, ServerErrors - before.ServerErrors, GivenUp - before.GivenUp, Unsent - before.Unsent);
}

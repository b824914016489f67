using ChaosLab.ChaosController.Ledger;

namespace ChaosLab.ChaosController.Load;

/// <summary>A load that runs.</summary>
internal interface ILoad : IAsyncDisposable
{
    /// <summary>
    /// What ended in the last <paramref name="last"/>, whenever it was due, and what waits now, of one operation or of all; cheap
    /// enough for ten calls a second.
    /// </summary>
    RecentFigures Recent(TimeSpan last, string? operation = null);

    /// <summary>Answers per second as they should be, over the last whole seconds that are over; at least one, none before the load.</summary>
    /// <returns>Null when nothing ended in that time and nothing waits, and in the first second.</returns>
    double? Throughput(TimeSpan last, string? operation = null);

    /// <summary>The requests that were due from <paramref name="from"/> to <paramref name="to"/>, of some operations or of all; also after the end.</summary>
    LoadFigures Between(DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<string>? operations = null);

    /// <summary>The same of several parts of the time together; what lies in two of them counts once.</summary>
    LoadFigures During(IReadOnlyCollection<LoadWindow> windows, IReadOnlyCollection<string>? operations = null);

    /// <summary>Second by second so far.</summary>
    IReadOnlyList<LoadSecond> Seconds { get; }

    /// <summary>What the keys of all its purchases, and the names of its customers, begin with; null when it buys nothing.</summary>
    string? KeyPrefix { get; }

    /// <summary>Orders whose return was asked for: these may be refunded, and those whose return was acknowledged must be.</summary>
    IReadOnlyCollection<ReturnAttempt> ReturnAttempts { get; }

    /// <summary>Changes the rate from now on; the schedule goes on as a constant one.</summary>
    void SetRate(double rate);

    /// <summary>Sends no more, waits for what is on its way (at most the time-out), and tells everything.</summary>
    Task<LoadResult> StopAsync(CancellationToken ct);
}

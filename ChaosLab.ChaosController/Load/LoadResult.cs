namespace ChaosLab.ChaosController.Load;

/// <summary>What the load saw, over its whole time.</summary>
/// <param name="StartedAt">When the first request was due.</param>
/// <param name="Duration">From the first due request to the end.</param>
/// <param name="Seed">The seed of the arrivals and the mix.</param>
/// <param name="Total">All operations together.</param>
/// <param name="Operations">Each operation of the mix, by name.</param>
/// <param name="Seconds">Second by second, all operations together.</param>
/// <param name="Connections">The cap on connections.</param>
/// <param name="PeakConnections">The most that were open at once.</param>
/// <param name="LagP99">99th percentile of how late a request was handed to the socket after it was due, while a connection was free, in ms: the generator's own lateness.</param>
/// <param name="KeptUp">Whether the generator itself kept up; false makes the run inconclusive.</param>
/// <param name="Complaint">Why it did not keep up, or null.</param>
internal sealed record LoadResult(
    DateTimeOffset StartedAt,
    TimeSpan Duration,
    int Seed,
    LoadFigures Total,
    IReadOnlyDictionary<string, LoadFigures> Operations,
    IReadOnlyList<LoadSecond> Seconds,
    int Connections,
    int PeakConnections,
    double LagP99,
    bool KeptUp,
    string? Complaint);

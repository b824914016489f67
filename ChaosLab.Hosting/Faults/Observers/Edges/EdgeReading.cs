namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>What a canary saw of one call over an edge.</summary>
/// <param name="Answered">Whether the whole answer came.</param>
/// <param name="Took">From the first byte sent to the whole answer, or to the end of the connection.</param>
/// <param name="ToClose">From the whole answer to the other side's close; null when that was not waited for.</param>
internal sealed record EdgeReading(bool Answered, TimeSpan Took, TimeSpan? ToClose);

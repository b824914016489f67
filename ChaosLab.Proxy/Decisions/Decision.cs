namespace ChaosLab.Proxy.Decisions;

/// <summary>Something that chance decided. It names no time, so that two runs with one seed can be compared.</summary>
/// <param name="Edge">On which edge.</param>
/// <param name="Connection">On the how-manieth connection since the toxic was added, from 1; -1, -2, … are those that stood then, the oldest first.</param>
/// <param name="Stream">upstream or downstream.</param>
/// <param name="Toxic">The toxic's name.</param>
/// <param name="What">What was decided: hit (1 or 0), delay (µs), stall (µs), slice (bytes).</param>
/// <param name="Draw">How many chances the toxic has used on this connection so far.</param>
/// <param name="Value">The outcome, in the unit of <paramref name="What"/>.</param>
internal sealed record Decision(string Edge, long Connection, string Stream, string Toxic, string What, long Draw, long Value);

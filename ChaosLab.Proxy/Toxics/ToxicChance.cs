using System.Collections.Immutable;

namespace ChaosLab.Proxy.Toxics;

/// <summary>What a toxic's chances depend on besides its edge, name and direction; the same for as long as it stays.</summary>
/// <param name="Seed">The seed in force, 0 to 2^53.</param>
/// <param name="IsOwn">The seed was given with the toxic; else it is the one that its edge had then.</param>
/// <param name="Before">How many connections the edge had accepted when the toxic was added.</param>
/// <param name="Standing">The numbers on their edge of those that stood then, in ascending order.</param>
internal sealed record ToxicChance(long Seed, bool IsOwn, long Before, ImmutableArray<long> Standing)
{
    /// <summary>
    /// The number that a connection has for this toxic: 1, 2, … for those accepted since it was added; -1, -2, …, the
    /// oldest first, for those that stood then. So nothing that the edge has seen before changes what is decided.
    /// </summary>
    /// <param name="onEdge">The connection's number on its edge.</param>
    public long NumberOf(long onEdge)
        => onEdge > Before ? onEdge - Before : -1 - Standing.BinarySearch(onEdge);
}

namespace ChaosLab.Proxy.Toxics;

/// <summary>Every type of toxic, by its word in the API.</summary>
internal static class ToxicTypes
{
    private static readonly Dictionary<string, Func<AttributeReader, Toxic>> Readers = new(StringComparer.Ordinal)
    {
        [BandwidthToxic.Name] = BandwidthToxic.Read,
        [DownToxic.Name] = _ => new DownToxic(),
        [LatencyToxic.Name] = LatencyToxic.Read,
        [LimitDataToxic.Name] = LimitDataToxic.Read,
        [NoopToxic.Name] = _ => new NoopToxic(),
        [PacketLossToxic.Name] = PacketLossToxic.Read,
        [ResetPeerToxic.Name] = ResetPeerToxic.Read,
        [SlicerToxic.Name] = SlicerToxic.Read,
        [SlowCloseToxic.Name] = SlowCloseToxic.Read,
        [TimeoutToxic.Name] = TimeoutToxic.Read,
    };

    /// <summary>The words.</summary>
    public static IReadOnlyCollection<string> Names => Readers.Keys;

    /// <summary>Reads a toxic of a type, or gives null when there is no such type.</summary>
    /// <exception cref="AttributeException">An attribute is not what it must be.</exception>
    public static Toxic? Read(string type, AttributeReader attributes)
        => Readers.TryGetValue(type, out var reader) ? reader(attributes) : null;
}

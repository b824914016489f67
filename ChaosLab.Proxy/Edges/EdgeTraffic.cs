using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Edges;

/// <summary>What an edge has carried since it was made; written and read on the thread of its loop.</summary>
internal sealed class EdgeTraffic
{
    private readonly long[] _read = new long[2];
    private readonly long[] _written = new long[2];

    /// <summary>Connections accepted.</summary>
    public long Connections { get; set; }

    /// <summary>Connections whose server could not be reached.</summary>
    public long Refused { get; set; }

    /// <summary>Requests seen, where the protocol is known.</summary>
    public long Requests { get; set; }

    /// <summary>Bytes that senders sent.</summary>
    public ref long Read(StreamDirection direction) => ref _read[(int)direction];

    /// <summary>Bytes that receivers took.</summary>
    public ref long Written(StreamDirection direction) => ref _written[(int)direction];
}

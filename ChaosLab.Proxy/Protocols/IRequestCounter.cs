namespace ChaosLab.Proxy.Protocols;

/// <summary>Counts the requests in what one client sends; it sees the bytes in order, cut anywhere.</summary>
internal interface IRequestCounter
{
    /// <summary>How many requests begin in these bytes.</summary>
    int Feed(ReadOnlySpan<byte> bytes);
}

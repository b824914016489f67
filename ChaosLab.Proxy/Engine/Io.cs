namespace ChaosLab.Proxy.Engine;

/// <summary>What a read or a write answers when it moved no byte; 0 is the end of the stream for a read.</summary>
internal static class Io
{
    /// <summary>Nothing now; the owner hears of it when that changes.</summary>
    public const int WouldBlock = -1;

    /// <summary>The connection is broken.</summary>
    public const int Broken = -2;
}

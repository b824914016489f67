namespace ChaosLab.Proxy.Engine;

/// <summary>One end of a connection: a stream socket that never blocks. Used on the thread of its loop only.</summary>
internal abstract class Channel
{
    /// <summary>Who hears of what happens here; set right after accepting or connecting.</summary>
    public IChannelOwner? Owner { get; set; }

    /// <summary>A read is worth trying.</summary>
    public bool Readable { get; protected internal set; }

    /// <summary>A write is worth trying.</summary>
    public bool Writable { get; protected internal set; }

    /// <summary>Closed by this side.</summary>
    public bool IsClosed { get; protected set; }

    /// <summary>Reads what is there: the number of bytes, 0 at the end of the stream, or a value of <see cref="Io"/>.</summary>
    public abstract int Read(Span<byte> buffer);

    /// <summary>Writes as much as fits: the number of bytes taken, or a value of <see cref="Io"/>.</summary>
    public abstract int Write(ReadOnlySpan<byte> data);

    /// <summary>Says that nothing more will be written (FIN); reading goes on.</summary>
    public abstract void ShutdownWrite();

    /// <summary>Closes in good order.</summary>
    public abstract void Close();

    /// <summary>Closes with a reset (RST): what is under way is lost, the peer sees "connection reset".</summary>
    public abstract void Reset();
}

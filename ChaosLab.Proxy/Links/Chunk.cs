using System.Buffers;

namespace ChaosLab.Proxy.Links;

/// <summary>Bytes under way, in a rented buffer that whoever holds the chunk gives back.</summary>
/// <param name="Buffer">The rented buffer; null marks the end of the stream.</param>
/// <param name="Offset">Where the bytes begin.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Arrived">When they were read, in microseconds of the loop's clock.</param>
internal readonly record struct Chunk(byte[]? Buffer, int Offset, int Length, long Arrived)
{
    // The array's own words, and the chunk's place in a queue.
    private const int Overhead = 64;

    public bool IsEnd => Buffer is null;

    public ReadOnlySpan<byte> Bytes => new(Buffer, Offset, Length);

    /// <summary>The memory it takes, in bytes: its whole buffer, however few of the bytes are its own.</summary>
    public int Size => Buffer is null ? 0 : Buffer.Length + Overhead;

    /// <summary>Copies bytes into a rented buffer.</summary>
    public static Chunk Of(ReadOnlySpan<byte> bytes, long arrived)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(buffer);
        return new Chunk(buffer, 0, bytes.Length, arrived);
    }

    /// <summary>The end of the stream.</summary>
    public static Chunk End(long arrived) => new(null, 0, 0, arrived);

    /// <summary>The first bytes as a chunk of their own, and the rest.</summary>
    public (Chunk First, Chunk Behind) Split(int length)
        => (Of(Bytes[..length], Arrived), this with { Offset = Offset + length, Length = Length - length });

    /// <summary>What is left when the first bytes are gone.</summary>
    public Chunk Skip(int length) => this with { Offset = Offset + length, Length = Length - length };

    public void Return()
    {
        if (Buffer is not null) ArrayPool<byte>.Shared.Return(Buffer);
    }
}

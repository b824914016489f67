namespace ChaosLab.Tests.Ledger;

/// <summary>A stream that gives at most so many bytes at a time, as a socket does.</summary>
internal sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
}

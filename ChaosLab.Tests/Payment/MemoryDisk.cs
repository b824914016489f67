using ChaosLab.Payment.Ledger;

namespace ChaosLab.Tests.Payment;

/// <summary>A file that knows which of its bytes would survive a power cut, and fails when told to.</summary>
internal sealed class MemoryDisk(byte[]? content = null) : IDurableFile
{
    private readonly Lock gate = new();
    private byte[] bytes = content ?? [];
    private byte[] flushed = content ?? [];

    public string Path => "ledger.jsonl";

    /// <summary>Asked before each operation ("write", "flush", "truncate"); true makes it fail.</summary>
    public Func<string, bool> Fails { get; set; } = _ => false;

    public int Flushes { get; private set; }

    public long Length => bytes.Length;

    public byte[] Content => [.. bytes];

    public int Read(long offset, Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, bytes.Length - offset);
        bytes.AsSpan((int)offset, count).CopyTo(buffer);
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> written)
    {
        lock (gate)
        {
            if (Fails("write"))
            {
                // A full disk takes what fits.
                Overwrite((int)offset, written[..(written.Length / 2)]);
                throw new IOException("No space left on device.");
            }

            Overwrite((int)offset, written);
        }
    }

    public void Flush()
    {
        lock (gate)
        {
            Require("flush");
            Flushes++;
            flushed = bytes;
        }
    }

    public void Truncate(long length)
    {
        lock (gate)
        {
            Require("truncate");
            bytes = bytes[..(int)length];
        }
    }

    /// <summary>What is found after a power cut: all that was flushed, and any part of what was not.</summary>
    public MemoryDisk AfterPowerCut(Random random)
    {
        lock (gate)
        {
            var common = flushed.AsSpan().CommonPrefixLength(bytes);
            return common < flushed.Length
                ? new(random.Next(2) == 0 ? flushed : bytes)
                : new([.. flushed, .. bytes[common..(common + random.Next(bytes.Length - common + 1))]]);
        }
    }

    public void Dispose()
    {
    }

    private void Overwrite(int offset, ReadOnlySpan<byte> written) =>
        bytes = [.. bytes[..offset], .. written, .. bytes[Math.Min(bytes.Length, offset + written.Length)..]];

    private void Require(string operation)
    {
        if (Fails(operation))
            throw new IOException("Input/output error.");
    }
}

namespace ChaosLab.Payment.Ledger;

/// <summary>A file that may grow up to a quota, beyond which writes fail as on a full disk; without one it is the file itself.</summary>
internal sealed class QuotaFile(IDurableFile file) : IDurableFile
{
    // ENOSPC; .NET makes it the HResult of such an exception on Linux.
    private const int NoSpaceLeft = 28;

    private long quota = long.MaxValue;
    private long refused;

    public string Path => file.Path;

    public long Length => file.Length;

    /// <summary>The most bytes the file may have; <see cref="long.MaxValue"/> for as many as the disk takes.</summary>
    public long Quota
    {
        get => Volatile.Read(ref quota);
        set => Volatile.Write(ref quota, value);
    }

    /// <summary>How many writes did not fit.</summary>
    public long Refused => Interlocked.Read(ref refused);

    public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var room = Math.Max(0, Quota - offset);
        if (bytes.Length <= room)
        {
            file.Write(offset, bytes);
            return;
        }

        // A full disk takes what fits.
        if (room > 0)
            file.Write(offset, bytes[..(int)room]);
        Interlocked.Increment(ref refused);
        throw new IOException($"No space left on device : '{Path}'", NoSpaceLeft);
    }

    public void Flush() => file.Flush();

    public void Truncate(long length) => file.Truncate(length);

    public void Dispose() => file.Dispose();
}

using System.Buffers;

namespace ChaosLab.Payment.Ledger;

/// <summary>The append-only file behind the ledger; what <see cref="Append"/> returned from survives a power cut.</summary>
/// <remarks>Used by one thread at a time, except <see cref="DurableLength"/>.</remarks>
internal sealed class Journal(IDurableFile file) : IDisposable
{
    // Written beyond the end to prove that the disk takes writes; without a line feed it is no line, should it ever be left behind.
    private static readonly byte[] Proof = [.. Enumerable.Repeat((byte)' ', 4096)];

    private readonly ArrayBufferWriter<byte> batch = new(64 * 1024);
    private long durableLength;

    public string Path => file.Path;

    /// <summary>Whether a failed write may have left bytes that could not be removed.</summary>
    public bool HasLeftovers { get; private set; }

    /// <summary>The bytes of the file that hold acknowledged entries.</summary>
    public long DurableLength => Volatile.Read(ref durableLength);

    /// <summary>Reads every entry in order, and cuts off a last line that was never finished, hence never acknowledged.</summary>
    /// <param name="replay">Called for each entry; an <see cref="InvalidDataException"/> from it condemns the line.</param>
    /// <returns>How many bytes of an unfinished line were cut off.</returns>
    /// <exception cref="LedgerException">A finished line is not what was written, or the file cannot be read.</exception>
    public long Open(Action<LedgerEntry> replay)
    {
        try
        {
            var length = file.Length;
            durableLength = JournalReplay.Run(file, length, replay);
            var torn = length - durableLength;
            if (torn > 0)
            {
                file.Truncate(durableLength);
                file.Flush();
            }

            return torn;
        }
        catch (IOException e)
        {
            throw new LedgerException($"The ledger '{Path}' cannot be read: {e.Message} Check the disk, or set Payment:LedgerDirectory to another directory.");
        }
    }

    /// <summary>Writes all the entries with one flush; without entries it only proves that it could.</summary>
    /// <exception cref="JournalException">None of them is acknowledged; it says whether they are gone for certain.</exception>
    public void Append(IReadOnlyList<LedgerEntry> entries)
    {
        RemoveLeftovers();

        batch.ResetWrittenCount();
        foreach (var entry in entries)
            JournalLine.Write(batch, entry);

        try
        {
            HasLeftovers = true;
            file.Write(durableLength, entries.Count > 0 ? batch.WrittenSpan : Proof);
            file.Flush();
            Volatile.Write(ref durableLength, durableLength + batch.WrittenCount);
            HasLeftovers = entries.Count == 0;
            RemoveLeftovers();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(e.Message, isUndone: TryRemoveLeftovers());
        }
    }

    public void Dispose() => file.Dispose();

    private void RemoveLeftovers()
    {
        if (HasLeftovers && !TryRemoveLeftovers())
            throw new JournalException("an earlier failed write could not be removed yet", isUndone: true);
    }

    // A write that failed may have left whole lines; unless they are durably removed, a restart would take them for payments.
    private bool TryRemoveLeftovers()
    {
        try
        {
            file.Truncate(durableLength);
            file.Flush();
            HasLeftovers = false;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

namespace ChaosLab.Payment.Ledger;

/// <summary>Reads a journal from its first line.</summary>
internal static class JournalReplay
{
    private const int FirstBufferSize = 256 * 1024;

    /// <summary>Hands out every finished line's entry.</summary>
    /// <returns>Where the last finished line ends.</returns>
    /// <exception cref="LedgerException">A finished line is damaged.</exception>
    public static long Run(IDurableFile file, long length, Action<LedgerEntry> replay)
    {
        var buffer = new byte[FirstBufferSize];
        long start = 0, number = 0;
        while (start < length)
        {
            var bytes = buffer.AsSpan(0, file.Read(start, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - start))));
            var finished = bytes.LastIndexOf((byte)'\n') + 1;
            if (finished == 0 && start + bytes.Length < length)
            {
                buffer = new byte[buffer.Length * 2];
                continue;
            }

            if (finished == 0)
                break;

            foreach (var range in bytes[..(finished - 1)].Split((byte)'\n'))
                Read(file.Path, ++number, bytes[range], replay);
            start += finished;
        }

        return start;
    }

    private static void Read(string path, long number, ReadOnlySpan<byte> line, Action<LedgerEntry> replay)
    {
        try
        {
            var entry = JournalLine.Read(line);
            if (entry.Seq != number)
                throw new InvalidDataException($"its number is {entry.Seq}");
            replay(entry);
        }
        catch (InvalidDataException e)
        {
            throw new LedgerException(
                $"The ledger '{path}' is damaged at line {number}: {e.Message}. Nothing was changed; put back a copy of the file, or set Payment:LedgerDirectory to another directory.");
        }
    }
}

namespace ChaosLab.Payment.Ledger;

/// <summary>The few things a journal asks of a disk; every one may fail with <see cref="IOException"/>.</summary>
internal interface IDurableFile : IDisposable
{
    /// <summary>For messages.</summary>
    string Path { get; }

    long Length { get; }

    /// <summary>Fills the buffer from the offset as far as there are bytes; returns how many.</summary>
    int Read(long offset, Span<byte> buffer);

    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Returns when all that was written survives a power cut.</summary>
    void Flush();

    void Truncate(long length);
}

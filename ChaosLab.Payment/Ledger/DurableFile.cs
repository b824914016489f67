using Microsoft.Win32.SafeHandles;

namespace ChaosLab.Payment.Ledger;

/// <summary>A file on the disk.</summary>
internal sealed class DurableFile : IDurableFile
{
    private readonly SafeFileHandle handle;

    public DurableFile(string path)
    {
        Path = path;
        // Others may read along (GET /ledger does); LedgerLock keeps other writers out.
        handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    public string Path { get; }

    public long Length => RandomAccess.GetLength(handle);

    public int Read(long offset, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(handle, buffer[total..], offset + total);
            if (read == 0)
                break;
            total += read;
        }

        return total;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

    public void Flush() => RandomAccess.FlushToDisk(handle);

    public void Truncate(long length) => RandomAccess.SetLength(handle, length);

    public void Dispose() => handle.Dispose();
}

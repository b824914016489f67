namespace ChaosLab.Payment.Ledger;

/// <summary>Held by the one process that writes a ledger; the operating system frees it however that process ends.</summary>
internal sealed class LedgerLock : IDisposable
{
    private readonly FileStream file;

    private LedgerLock(FileStream file) => this.file = file;

    /// <exception cref="LedgerException">Another process holds it, or the directory cannot be used.</exception>
    public static LedgerLock Take(string directory)
    {
        var path = Path.Combine(directory, "ledger.lock");
        try
        {
            Directory.CreateDirectory(directory);
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LedgerException($"The ledger directory '{directory}' cannot be used: {e.Message} Make it writable, or set Payment:LedgerDirectory.");
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new LedgerException($"The ledger in '{directory}' is in use by another process. Stop that process, or set Payment:LedgerDirectory to another directory.");
        }
        catch (IOException e)
        {
            throw new LedgerException($"The ledger directory '{directory}' cannot be used: {e.Message} Set Payment:LedgerDirectory to a directory.");
        }
    }

    public void Dispose() => file.Dispose();
}

namespace ChaosLab.Payment.Ledger;

/// <summary>Whether the disk took the last write.</summary>
internal sealed partial class LedgerState(ILogger<LedgerState> logger)
{
    private string? error;

    /// <summary>Why the last write failed; null when it did not.</summary>
    public string? Error => Volatile.Read(ref error);

    /// <summary>The disk began to refuse, or takes writes again.</summary>
    public event Action? Changed;

    public void Written()
    {
        if (Interlocked.Exchange(ref error, null) is null)
            return;
        LogWritable(logger);
        Changed?.Invoke();
    }

    public void Refused(string reason)
    {
        if (Interlocked.Exchange(ref error, reason) is not null)
            return;
        LogUnwritable(logger, reason);
        Changed?.Invoke();
    }

    [LoggerMessage(LogLevel.Error, "The ledger cannot be written, charges and refunds are refused; free space on its disk: {Reason}")]
    private static partial void LogUnwritable(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "The ledger can be written again")]
    private static partial void LogWritable(ILogger logger);
}

namespace ChaosLab.Payment.Ledger;

/// <summary>The journal could not be written; nothing of the batch is acknowledged.</summary>
/// <param name="message">What the disk said.</param>
/// <param name="isUndone">Whether the batch certainly left no trace; if not, a restart may find it done.</param>
internal sealed class JournalException(string message, bool isUndone) : Exception(message)
{
    public bool IsUndone { get; } = isUndone;
}

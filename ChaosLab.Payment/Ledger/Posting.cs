namespace ChaosLab.Payment.Ledger;

/// <summary>A request on its way through the ledger.</summary>
internal sealed class Posting(LedgerRequest request)
{
    private readonly TaskCompletionSource<LedgerAnswer> settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LedgerAnswer? answer;

    public LedgerRequest Request { get; } = request;

    public Task<LedgerAnswer> Task => settled.Task;

    /// <summary>The answer is known; unless it must wait for the disk, it is given now.</summary>
    public void Decided(LedgerAnswer decided, bool mustWait)
    {
        answer = decided;
        if (!mustWait)
            settled.TrySetResult(decided);
    }

    /// <summary>What the answer rests on is durable.</summary>
    public void Settled() => settled.TrySetResult(answer!);

    /// <summary>What the answer rests on was not written.</summary>
    public void Failed(Exception e) => settled.TrySetException(e);
}

namespace ChaosLab.Web.Payments;

/// <summary>Counts the attempts of one operation that were sent and not answered: each may have been executed.</summary>
/// <remarks>The pipeline reports its last failure; an earlier attempt that timed out must not be forgotten over it.</remarks>
internal sealed class UnansweredCalls
{
    private int count;

    public bool Any => Volatile.Read(ref count) > 0;

    public void Sent() => Interlocked.Increment(ref count);

    /// <summary>The attempt was answered definitely, or never left this process.</summary>
    public void Answered() => Interlocked.Decrement(ref count);
}

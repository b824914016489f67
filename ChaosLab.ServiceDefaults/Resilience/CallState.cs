using Polly;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>What the attempts of one call have in common.</summary>
internal sealed class CallState(bool idempotent, CancellationToken caller)
{
    public static readonly ResiliencePropertyKey<CallState> Key = new("chaoslab.call");

    /// <summary>Whether it may be tried again.</summary>
    public bool Idempotent { get; } = idempotent;

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether an attempt failed in a way that leaves open whether it took effect.</summary>
    public bool MayHaveHappened { get; set; }

    /// <summary>
    /// Whether the last attempt was cut short by the total time-out, early enough that its silence says nothing about the dependency.
    /// </summary>
    public bool CutShort { get; set; }

    /// <summary>Whether the error is the caller's own cancellation, which speaks against nobody.</summary>
    public bool IsCanceledBy(Exception error) => error is OperationCanceledException && caller.IsCancellationRequested;
}

using Polly;

namespace ChaosLab.ServiceDefaults.Resilience;

/// <summary>What the attempts of one call have in common.</summary>
internal sealed class CallState(bool idempotent)
{
    public static readonly ResiliencePropertyKey<CallState> Key = new("chaoslab.call");

    /// <summary>Whether it may be tried again.</summary>
    public bool Idempotent { get; } = idempotent;

    /// <summary>Whether an attempt failed in a way that leaves open whether it took effect.</summary>
    public bool MayHaveHappened { get; set; }
}

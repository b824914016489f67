namespace ChaosLab.Hosting.Faults;

/// <summary>Why a fault was not accepted.</summary>
internal enum Refusal
{
    /// <summary>There is no such kind, target or fault.</summary>
    Unknown,

    /// <summary>The request is wrong in itself.</summary>
    Invalid,

    /// <summary>The request does not fit the state that the target is in.</summary>
    Conflict,
}

/// <summary>A fault that was not accepted, and nothing was done.</summary>
internal sealed class FaultRefusedException(Refusal refusal, string message) : Exception(message)
{
    public Refusal Refusal { get; } = refusal;
}

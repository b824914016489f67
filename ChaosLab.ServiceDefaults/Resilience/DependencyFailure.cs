namespace ChaosLab.ServiceDefaults;

/// <summary>Why a dependency did not do what it was asked.</summary>
public enum DependencyFailure
{
    /// <summary>It did not answer in time.</summary>
    Timeout,

    /// <summary>It was not asked: the circuit is open.</summary>
    CircuitOpen,

    /// <summary>It was not asked: too many calls are under way.</summary>
    BulkheadFull,

    /// <summary>No connection could be made.</summary>
    Refused,

    /// <summary>It failed, or the connection broke.</summary>
    Failed,
}

namespace ChaosLab.ChaosController.Running;

/// <summary>What sort of thing happened; in camel case in the journal.</summary>
internal enum RunEventKind
{
    RunStarted,

    /// <summary>The intent to act; written and synced before the act.</summary>
    Intent,

    SteadyState,

    ActivityStarted,

    ActivityEnded,

    FaultActed,

    FaultSeen,

    FaultEnded,

    FaultRecovered,

    /// <summary>A part of the lab changed its state or health.</summary>
    Health,

    /// <summary>The shop itself noticed something.</summary>
    Detection,

    LoadStarted,

    LoadEnded,

    /// <summary>A stop condition, a halt or a person ends the run.</summary>
    Abort,

    Rollback,

    Note,

    /// <summary>The verdict; the last line of a complete journal.</summary>
    Verdict,
}

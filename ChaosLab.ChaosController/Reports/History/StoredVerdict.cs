using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Reports.History;

/// <summary>How a run that is kept ended, or why it has no verdict.</summary>
internal enum StoredVerdict
{
    Pass,

    Fail,

    Inconclusive,

    Aborted,

    Error,

    /// <summary>It goes on, or was killed.</summary>
    Interrupted,

    /// <summary>It ended, but its record is missing or cannot be read.</summary>
    Broken,
}

/// <summary>What a run's own verdict, or its folder, is in the list.</summary>
internal static class StoredVerdicts
{
    public static StoredVerdict Of(StoredRun run)
        => run.Record is { } record ? Of(record.Judgement.Verdict)
            : run.State == StoredState.Interrupted ? StoredVerdict.Interrupted
            : StoredVerdict.Broken;

    public static StoredVerdict Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => StoredVerdict.Pass,
        Verdict.Fail => StoredVerdict.Fail,
        Verdict.Inconclusive => StoredVerdict.Inconclusive,
        Verdict.Aborted => StoredVerdict.Aborted,
        Verdict.Error => StoredVerdict.Error,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "This verdict is unknown."),
    };
}

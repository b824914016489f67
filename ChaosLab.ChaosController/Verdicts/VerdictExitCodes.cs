namespace ChaosLab.ChaosController.Verdicts;

/// <summary>The exit codes of commands that end with a verdict; CI relies on them.</summary>
internal static class VerdictExitCodes
{
    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => 0,
        Verdict.Fail => 1,
        Verdict.Inconclusive => 4,
        Verdict.Aborted => 3,
        _ => 2,
    };
}

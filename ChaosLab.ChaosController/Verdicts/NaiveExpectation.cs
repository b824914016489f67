using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>Whether the naive shop did what an experiment expects of it.</summary>
internal static class NaiveExpectation
{
    /// <summary>Whether a verdict on the naive shop is the one that is expected. A stop condition that was breached is a shop that did not withstand it, too.</summary>
    public static bool IsMetBy(this NaiveOutcome expected, Verdict verdict)
        => expected == NaiveOutcome.Fail ? verdict is Verdict.Fail or Verdict.Aborted : verdict == Verdict.Pass;
}

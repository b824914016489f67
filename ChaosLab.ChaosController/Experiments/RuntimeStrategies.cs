namespace ChaosLab.ChaosController.Experiments;

/// <summary>When the hypothesis is checked and the rollbacks are run.</summary>
/// <param name="Rollbacks">Always, unless the file says otherwise: a rollback skipped is a fault that stays.</param>
/// <param name="Hypothesis">When the steady state is checked.</param>
/// <param name="Frequency">The pause between two checks while the method runs; 1 s when left out.</param>
/// <param name="FailFast">Whether a deviation during the method ends it.</param>
internal sealed record RuntimeStrategies(
    RollbackStrategy Rollbacks = RollbackStrategy.Always,
    HypothesisStrategy Hypothesis = HypothesisStrategy.Default,
    TimeSpan? Frequency = null,
    bool FailFast = false);

namespace ChaosLab.ChaosController.Experiments;

/// <summary>When the hypothesis is checked and the rollbacks are run.</summary>
/// <param name="Rollbacks">Once the method has begun, unless the file says otherwise: a rollback skipped is a fault that stays.</param>
/// <param name="Hypothesis">When the steady state is checked.</param>
/// <param name="Frequency">The pause between two checks while the method runs; 1 s when left out.</param>
/// <param name="FailFast">Whether deviations during the method end it.</param>
/// <param name="FailFastRatio">The share of the checks so far that must have deviated for that, in percent, 0 to 100; 0 means the first is enough.</param>
internal sealed record RuntimeStrategies(
    RollbackStrategy Rollbacks = RollbackStrategy.OnceBegun,
    HypothesisStrategy Hypothesis = HypothesisStrategy.Default,
    TimeSpan? Frequency = null,
    bool FailFast = false,
    double FailFastRatio = 0);

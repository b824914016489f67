namespace ChaosLab.ChaosController.Running;

/// <summary>The checks of the steady-state hypothesis.</summary>
/// <param name="Before">Before the method; null when it was not checked.</param>
/// <param name="During">While the method ran.</param>
/// <param name="After">After the method and the recovery; null when it was not checked.</param>
/// <param name="DuringUnknown">Why the checks of <paramref name="During"/> do not tell all; null when they do, or when none was asked for.</param>
internal sealed record SteadyStates(
    SteadyStateCheck? Before, IReadOnlyList<SteadyStateCheck> During, SteadyStateCheck? After, string? DuringUnknown = null);

/// <summary>One check of the hypothesis.</summary>
/// <param name="At">When it began.</param>
/// <param name="Met">Whether every probe was within its tolerance.</param>
/// <param name="Probes">The probes up to the first that was not.</param>
internal sealed record SteadyStateCheck(DateTimeOffset At, bool Met, IReadOnlyList<ActivityRecord> Probes);

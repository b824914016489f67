namespace ChaosLab.ChaosController.Experiments.Tolerances;

/// <summary>What came of holding an output against a tolerance.</summary>
/// <param name="Met">Whether it is within.</param>
/// <param name="Why">Why not, in one sentence; null when it is.</param>
/// <param name="Seen">What was compared, as JSON, cut when it is long; null when nothing could be.</param>
/// <param name="Rule">What it had to be, such as <c>from 0 to 500</c>; null when that could not be told.</param>
internal readonly record struct ToleranceResult(bool Met, string? Why, string? Seen = null, string? Rule = null);

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>The verdict of a run with everything it rests on.</summary>
/// <param name="Verdict">How the run ended.</param>
/// <param name="Reasons">Why, the decisive ones first; never empty.</param>
/// <param name="Checks">Everything that was checked.</param>
/// <param name="Deviated">Whether the steady state did not hold after the method (Chaos Toolkit's <c>deviated</c>).</param>
internal sealed record Judgement(Verdict Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<Check> Checks, bool Deviated);

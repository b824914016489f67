namespace ChaosLab.ChaosController.Verdicts;

/// <summary>One thing that was checked, with its evidence.</summary>
/// <param name="Name">What is checked, for example <c>steady state after</c>, <c>p95</c>, <c>no acknowledged order lost</c>.</param>
/// <param name="Outcome">Whether it held.</param>
/// <param name="Expected">What it should be, as text.</param>
/// <param name="Actual">What it was, as text.</param>
/// <param name="Evidence">Where that comes from, in one sentence; null when it is plain.</param>
internal sealed record Check(string Name, CheckOutcome Outcome, string Expected, string Actual, string? Evidence = null);

/// <summary>Whether a check held; a check that could not be made is unknown, never held.</summary>
internal enum CheckOutcome
{
    Held,

    Unknown,

    NotHeld,
}

namespace ChaosLab.ChaosController.Running;

/// <summary>What came of checking the hypothesis again and again.</summary>
/// <param name="Checks">The checks that came to an end.</param>
/// <param name="Unknown">Why they do not tell all; null when they do.</param>
/// <param name="FailedFast">Whether so many of them deviated that the method is to end.</param>
internal sealed record ContinuousChecks(IReadOnlyList<SteadyStateCheck> Checks, string? Unknown, bool FailedFast)
{
    /// <summary>Nothing was asked for.</summary>
    public static ContinuousChecks None { get; } = new([], null, false);
}

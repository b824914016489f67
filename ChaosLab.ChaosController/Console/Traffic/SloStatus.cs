namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>How the shop stands against its objective for availability.</summary>
/// <param name="Target">The share of requests that is to succeed, 0 to 1.</param>
/// <param name="WindowSeconds">The time that the counts are of.</param>
/// <param name="Requests">Customers' requests in that time.</param>
/// <param name="Errors">Those of them that failed.</param>
/// <param name="Availability">The share that succeeded, 0 to 1; null without requests.</param>
/// <param name="BudgetBurnt">Errors as a share of those that the target allows for these requests: 1 is all of them, and it can be more. Null without requests.</param>
/// <param name="BurnRate">How fast the last 5 minutes burn the budget: 1 is exactly as fast as the target allows. Null without requests in them.</param>
/// <remarks>Error budget and burn rate as in the SRE workbook of Google, chapters 2 and 5.</remarks>
internal sealed record SloStatus(
    double Target, int WindowSeconds, long Requests, long Errors, double? Availability, double? BudgetBurnt, double? BurnRate)
{
    /// <summary>The seconds whose burn rate is told.</summary>
    public const int Recent = 300;

    private const int Digits = 6;

    /// <summary>From the counts of the window, and those of the last 5 minutes.</summary>
    public static SloStatus Of(SloTarget target, int windowSeconds, (long Requests, long Errors) window, (long Requests, long Errors) recent) => new(
        target.Availability, windowSeconds, window.Requests, window.Errors,
        Round(1 - ErrorRate(window)),
        Round(ErrorRate(window) / (1 - target.Availability)),
        Round(ErrorRate(recent) / (1 - target.Availability)));

    private static double? ErrorRate((long Requests, long Errors) counts) => counts.Requests == 0 ? null : (double)counts.Errors / counts.Requests;

    private static double? Round(double? value) => value is { } number ? Math.Round(number, Digits) : null;
}

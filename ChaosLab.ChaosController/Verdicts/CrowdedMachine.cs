using System.Globalization;

namespace ChaosLab.ChaosController.Verdicts;

/// <summary>What a latency is worth that was missed while others had this machine's processors.</summary>
/// <param name="StolenShare">Share of the wanted processor time that the machine's host gave to others while the load ran, 0 to 1; null when unknown.</param>
internal sealed record CrowdedMachine(double? StolenShare)
{
    /// <summary>With a greater share a missed latency may be the machine's: files passed at 4 % that failed at 36 % (decision 0020).</summary>
    public const double Most = 0.1;

    /// <summary>The same check, unknown instead of missed where the machine may be why. Being crowded makes answers later, never sooner, so what held has held.</summary>
    public Check Judge(Check latency)
        => latency.Outcome == CheckOutcome.NotHeld && StolenShare is { } share and > Most
            ? latency with
            {
                Outcome = CheckOutcome.Unknown,
                Actual = string.Create(CultureInfo.InvariantCulture,
                    $"{latency.Actual.TrimEnd('.')}, but other machines took {share * 100:0} % of the processor time wanted here, so it may be that"),
            }
            : latency;
}

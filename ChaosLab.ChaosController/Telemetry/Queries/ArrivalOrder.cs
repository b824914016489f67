namespace ChaosLab.ChaosController.Telemetry.Queries;

/// <summary>Records come soon after they happened, so one may stop looking before the store's end.</summary>
internal static class ArrivalOrder
{
    /// <summary>Services export every second at the latest, with a patience of two; this is on the safe side.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    /// <summary>Going back from the newest to come: nothing that happened after this is still ahead.</summary>
    /// <param name="times">When the records that were met last happened.</param>
    public static DateTimeOffset SeenSince(IEnumerable<DateTimeOffset> times) => times.Max() + LongestDelay;
}

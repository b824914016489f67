namespace ChaosLab.ChaosController.Console.LoadControl;

/// <summary>The load that was started here.</summary>
/// <param name="Running">Whether it goes on.</param>
/// <param name="Rate">Requests per second.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndsAt">When it ends by itself; once it is over, when it ended.</param>
/// <param name="Sent">Requests sent so far.</param>
/// <param name="Failed">Those of them with an error, or without an answer in time.</param>
/// <param name="Unsent">Requests that were due and could not be sent in time.</param>
/// <param name="P95Ms">95th percentile of latency from the intended send time, in ms: of the last 30 s, or of all once it is over.</param>
/// <param name="By">Who started it.</param>
/// <param name="Ended">Why it ended before its time; null while it runs, or when its time was over.</param>
internal sealed record LoadStatus(
    bool Running, double Rate, DateTimeOffset StartedAt, DateTimeOffset EndsAt, long Sent, long Failed, long Unsent, double? P95Ms, string? By, string? Ended);

namespace ChaosLab.ChaosController.Running;

/// <summary>The objectives of a run with what was measured.</summary>
/// <param name="Availability">Share of requests that succeeded over the whole load, 0 to 1.</param>
/// <param name="AvailabilityTarget">The target, or null.</param>
/// <param name="Window">The time over which the error budget counts.</param>
/// <param name="BudgetRequests">Errors that the target allows in that window at the load's mean rate.</param>
/// <param name="Errors">Errors there were.</param>
/// <param name="BudgetBurnt">Share of the error budget that was used; more than 1 means it is gone; null without a target.</param>
/// <param name="ErrorRateDuringFaults">Share of requests that failed while faults acted and until the recovery from them, 0 to 1; null when none was due then.</param>
/// <param name="WorstRto">The longest recovery; null when nothing had to recover, or something did not.</param>
/// <param name="Because">Why these targets, as the file says.</param>
/// <param name="Latency">Latency over the whole load; null in records of before.</param>
/// <param name="LatencyDuringFaults">Latency while faults acted and until the recovery from them; null when none acted, or no request was due then.</param>
internal sealed record SloResult(
    double Availability,
    double? AvailabilityTarget,
    TimeSpan Window,
    double? BudgetRequests,
    long Errors,
    double? BudgetBurnt,
    double? ErrorRateDuringFaults,
    TimeSpan? WorstRto,
    string? Because,
    MeasuredLatency? Latency = null,
    MeasuredLatency? LatencyDuringFaults = null);

namespace ChaosLab.ChaosController.Experiments;

/// <summary>One phase of the load.</summary>
/// <param name="Pattern">How requests arrive.</param>
/// <param name="Rate">Requests per second at its start; more than 0, at most 20,000.</param>
/// <param name="To">Requests per second at the end of a ramp, or at the top of a spike; null for the others.</param>
/// <param name="Duration">How long it lasts; null means to the end of the run (the last phase only).</param>
internal sealed record LoadPhase(ArrivalPattern Pattern, double Rate, double? To, TimeSpan? Duration);

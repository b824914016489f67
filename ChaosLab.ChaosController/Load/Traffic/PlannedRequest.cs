namespace ChaosLab.ChaosController.Load.Traffic;

/// <summary>A request that is due, before it is written.</summary>
/// <param name="Operation">The number of its operation.</param>
/// <param name="Variant">Which of the operation's forms: the search text, the customer, what is bought.</param>
/// <param name="Number">Counts the purchases of the run; 0 for others.</param>
/// <param name="OrderId">The order a return gives back; null for others.</param>
internal readonly record struct PlannedRequest(int Operation, int Variant, int Number = 0, string? OrderId = null);

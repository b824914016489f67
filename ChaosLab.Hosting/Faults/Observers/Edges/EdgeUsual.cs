namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>What answers over an edge usually take.</summary>
/// <param name="Quickest">The quickest before the fault; where none came before it, the quickest of all.</param>
/// <param name="Spread">How much later than the quickest the slowest before the fault was.</param>
internal readonly record struct EdgeUsual(TimeSpan Quickest, TimeSpan Spread);

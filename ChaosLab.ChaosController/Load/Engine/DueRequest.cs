using ChaosLab.ChaosController.Load.Traffic;

namespace ChaosLab.ChaosController.Load.Engine;

/// <summary>A request whose time has come.</summary>
/// <param name="At">When it was due, in µs since the load's start.</param>
/// <param name="What">What is asked.</param>
internal readonly record struct DueRequest(long At, PlannedRequest What);

namespace ChaosLab.ChaosController.Load;

/// <summary>A part of a load's time.</summary>
/// <param name="From">Its begin.</param>
/// <param name="To">Its end, not before its begin.</param>
internal readonly record struct LoadWindow(DateTimeOffset From, DateTimeOffset To);

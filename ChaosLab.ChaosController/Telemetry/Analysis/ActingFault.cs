namespace ChaosLab.ChaosController.Telemetry.Analysis;

/// <summary>A fault and the time in which it acted, to be looked for in telemetry.</summary>
/// <param name="Id">Its id, which spans that it hit bear.</param>
/// <param name="From">When it acted.</param>
/// <param name="To">When its target was well again; the greatest date when that was not seen.</param>
internal sealed record ActingFault(string Id, DateTimeOffset From, DateTimeOffset To);

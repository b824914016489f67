namespace ChaosLab.ChaosController.Load;

/// <summary>One second of load: the requests that were due in it, whenever their answers came.</summary>
/// <param name="Second">Seconds since the load's start; 0 is the first.</param>
/// <param name="At">When it began.</param>
/// <param name="Figures">What became of them.</param>
internal sealed record LoadSecond(int Second, DateTimeOffset At, LoadFigures Figures);

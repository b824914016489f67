using ChaosLab.ChaosController.Load;

namespace ChaosLab.ChaosController.Running;

/// <summary>The latency of some requests, from the intended send time.</summary>
/// <param name="P50">Median, in ms; null when none was answered or waited for to the time-out.</param>
/// <param name="P95">95th percentile, in ms.</param>
/// <param name="P99">99th percentile, in ms.</param>
/// <param name="Max">The greatest, in ms.</param>
/// <param name="LateShare">Share of the requests that the generator itself took up more than 100 ms late, 0 to 1; its lateness is in the latency.</param>
internal sealed record MeasuredLatency(double? P50, double? P95, double? P99, double? Max, double LateShare)
{
    public static MeasuredLatency Of(LoadFigures figures)
        => new(figures.P50, figures.P95, figures.P99, figures.Max, figures.Due == 0 ? 0 : (double)figures.Late / figures.Due);
}

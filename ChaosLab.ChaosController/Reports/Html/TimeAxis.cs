using System.Globalization;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>The one axis of time that all charts of a report share: seconds since the start of the load.</summary>
/// <param name="Start">Its left end.</param>
/// <param name="Seconds">Its length; more than 0.</param>
internal sealed record TimeAxis(DateTimeOffset Start, double Seconds)
{
    public const double Left = 80;

    public const double Right = 940;

    private static readonly double[] Steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

    /// <summary>Where a moment is, in the chart's units; moments outside are at the ends.</summary>
    public double X(DateTimeOffset at) => X((at - Start).TotalSeconds);

    public double X(double second) => Left + (Math.Clamp(second / Seconds, 0, 1) * (Right - Left));

    /// <summary>Round seconds, at most thirteen of them.</summary>
    public IEnumerable<double> Ticks()
    {
        var step = Steps.FirstOrDefault(step => Seconds / step <= 12, Math.Ceiling(Seconds / 12 / 3600) * 3600);
        for (var second = 0.0; second <= Seconds; second += step) yield return second;
    }

    /// <summary>A tick's label, such as <c>0:30</c> for half a minute.</summary>
    public static string Label(double second)
        => TimeSpan.FromSeconds(second) is { TotalHours: >= 1 } long1
            ? long1.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
            : TimeSpan.FromSeconds(second).ToString(@"m\:ss", CultureInfo.InvariantCulture);
}

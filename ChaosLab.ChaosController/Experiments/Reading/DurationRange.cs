using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Which durations a setting allows, both ends included; a least of zero excludes zero unless it is allowed by name.</summary>
/// <param name="Least">The shortest.</param>
/// <param name="Most">The longest.</param>
/// <param name="Zero">Whether zero is allowed.</param>
internal sealed record DurationRange(TimeSpan Least, TimeSpan Most, bool Zero = false)
{
    /// <summary>More than nothing, at most a day.</summary>
    public static DurationRange Usual { get; } = new(TimeSpan.Zero, TimeSpan.FromDays(1));

    /// <summary>Nothing to a day.</summary>
    public static DurationRange Pause { get; } = Usual with { Zero = true };

    public bool Holds(TimeSpan duration)
        => duration <= Most && (duration == TimeSpan.Zero ? Zero : duration > TimeSpan.Zero && duration >= Least);

    /// <summary>For messages.</summary>
    public override string ToString()
        => Zero ? $"0 to {Text(Most)}" : Least == TimeSpan.Zero ? $"more than 0, at most {Text(Most)}" : $"{Text(Least)} to {Text(Most)}";

    private static string Text(TimeSpan duration) => duration switch
    {
        { TotalHours: >= 1 } when duration.Ticks % TimeSpan.TicksPerHour == 0 => $"{duration.TotalHours:0}h",
        { TotalMinutes: >= 1 } when duration.Ticks % TimeSpan.TicksPerMinute == 0 => $"{duration.TotalMinutes:0}m",
        _ => Duration.Show(duration),
    };
}

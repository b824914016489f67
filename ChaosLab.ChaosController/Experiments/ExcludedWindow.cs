namespace ChaosLab.ChaosController.Experiments;

/// <summary>A time of the week in which no run starts.</summary>
/// <param name="Days">Empty means every day.</param>
/// <param name="From">Its start, local time.</param>
/// <param name="To">Its end, local time; before <paramref name="From"/> it is on the next day.</param>
/// <param name="Because">Why; shown in the refusal.</param>
internal sealed record ExcludedWindow(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, string? Because);

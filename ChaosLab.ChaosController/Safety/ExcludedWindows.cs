using System.Globalization;
using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Safety;

/// <summary>Whether a moment lies in a time in which no run starts.</summary>
internal static class ExcludedWindows
{
    /// <summary>The window that holds at a local time, or null.</summary>
    public static ExcludedWindow? Find(IReadOnlyList<ExcludedWindow> windows, DateTime local) => windows.FirstOrDefault(window => Holds(window, local));

    /// <summary>Why a run is refused in it.</summary>
    public static string Tell(ExcludedWindow window)
    {
        var days = window.Days.Count == 0 ? "every day" : string.Join(", ", window.Days);
        var because = window.Because is { } why ? $" ({why})" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"The experiment excludes {days} from {window.From:HH:mm} to {window.To:HH:mm}{because}. Run it at another time, or change 'excluded-windows'.");
    }

    private static bool Holds(ExcludedWindow window, DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        if (window.From == window.To) return IsOn(window, local.DayOfWeek);
        if (window.From < window.To) return IsOn(window, local.DayOfWeek) && time >= window.From && time < window.To;

        // Over midnight: the early part belongs to the day before.
        return time >= window.From ? IsOn(window, local.DayOfWeek) : time < window.To && IsOn(window, local.AddDays(-1).DayOfWeek);
    }

    private static bool IsOn(ExcludedWindow window, DayOfWeek day) => window.Days.Count == 0 || window.Days.Contains(day);
}

using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Hosting.Faults;

/// <summary>Puts a fault's end into one line.</summary>
internal static class FaultStory
{
    /// <summary>A fault that acts and has been felt.</summary>
    public static string TellActive(FaultRecord record)
        => $"{record.Message ?? record.Kind} ({record.Id}); a caller felt it after {Seconds((record.EffectSeenAt - record.ActedAt) ?? TimeSpan.Zero)}; "
            + (record.EndsAt is { } end ? $"it ends at {end.ToLocalTime():HH:mm:ss}." : "it lasts until it is lifted.");

    /// <param name="record">What is known of it.</param>
    /// <param name="course">How it goes.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="recovered">When its target was well again.</param>
    /// <param name="within">How long that might have taken.</param>
    /// <param name="masked">Whether its target was unwell already when it acted.</param>
    public static string Tell(FaultRecord record, FaultCourse course, FaultState state, DateTimeOffset? recovered, TimeSpan within, bool masked = false)
    {
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(record.Message)) parts.Add(record.Message.TrimEnd('.'));
        if (record.EffectSeenAt is { } seen && record.ActedAt is { } acted) parts.Add($"a caller felt it after {Seconds(seen - acted)}");

        // A fault that ends is recovered from once it has ended; a momentary one, from the moment it acted.
        var start = (course == FaultCourse.Lasting ? record.LiftedAt : record.ActedAt) ?? record.RequestedAt;
        parts.Add(state switch
        {
            FaultState.NoEffect when record.ActedAt is null => "it did not act",
            FaultState.NoEffect when masked => "it was unwell before that, so nobody can tell whether a caller felt it",
            FaultState.NoEffect => "no caller felt it, so nothing can be concluded",
            FaultState.NotRecovered => $"not well again within {within.TotalSeconds:0} s",
            _ => $"recovered after {Seconds(recovered!.Value - start)}",
        });
        return string.Join("; ", parts) + ".";
    }

    private static string Seconds(TimeSpan span)
        => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, span.TotalSeconds):0.0##} s");
}

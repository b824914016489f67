using System.Globalization;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Tells a fault's story line by line: each thing once, when it is known.</summary>
/// <param name="context">Where to write.</param>
/// <param name="silent">Whether to say nothing, because JSON is printed at the end.</param>
internal sealed class FaultNarration(CliContext context, bool silent)
{
    private FaultRecord? _told;

    /// <summary>Writes what the record adds to what has been told.</summary>
    public void Tell(FaultRecord record)
    {
        var before = _told;
        _told = record;
        if (silent) return;

        if (before is null)
        {
            var seed = record.Seed is { } value ? $", seed {value}" : "";
            var settings = record.Settings is { Count: > 0 } set ? $": {string.Join(", ", set.Select(pair => $"{pair.Key}={pair.Value}"))}" : "";
            Line(record.RequestedAt, $"{record.Kind} on {record.Target} requested (fault {record.Id}{seed}){settings}");
        }

        if (record.ActedAt is { } acted && before?.ActedAt is null)
        {
            var end = record.EndsAt is { } at ? $", ends by itself in {Duration.Show(at - acted)}" : "";
            Line(acted, $"acted after {Duration.Show(acted - record.RequestedAt)}{end}");
        }

        if (record.EffectSeenAt is { } seen && before?.EffectSeenAt is null)
        {
            Line(seen, $"effect first seen from a caller after {Duration.Show(seen - (record.ActedAt ?? record.RequestedAt))}");
        }

        if (record.LiftedAt is { } lifted && before?.LiftedAt is null) Line(lifted, "lifted");
        if (record.RecoveredAt is { } recovered && before?.RecoveredAt is null)
        {
            Line(recovered, $"recovered after {Duration.Show(recovered - RecoveryStart(record))}");
        }

        if (!string.IsNullOrWhiteSpace(record.Message) && record.Message != before?.Message && !RepeatsTheStory(record, before))
        {
            context.Terminal.Marked($"              [grey]{record.Message}[/]");
        }
    }

    /// <summary>Says how it ended and returns the exit code.</summary>
    public int Verdict(FaultRecord record)
    {
        switch (record.State)
        {
            case FaultState.Recovered:
                return ExitCodes.Done;
            case FaultState.Active when record.EffectSeenAt is not null:
                if (!silent) context.Terminal.Line($"In force until lifted: ./lab fault remove {record.Id} (or ./lab restore)");
                return ExitCodes.Done;
            case FaultState.NotRecovered:
                context.Terminal.Error($"'{record.Target}' did not recover in time. Look: ./lab status; undo everything: ./lab restore");
                return ExitCodes.No;
            case FaultState.NoEffect:
                context.Terminal.Error($"No caller of '{record.Target}' saw an effect; nothing can be concluded.");
                return ExitCodes.No;
            case FaultState.Stuck:
                context.Terminal.Error($"Fault {record.Id} is stuck: {record.Message}");
                return ExitCodes.No;
            case FaultState.Failed:
                context.Terminal.Error($"'{record.Kind}' on '{record.Target}' failed: {record.Message}");
                return ExitCodes.No;
            default:
                context.Terminal.Error($"The lab stopped telling about fault {record.Id}; it was last {record.State.ToString().ToLowerInvariant()}.");
                return ExitCodes.No;
        }
    }

    // The last message sums up what the lines have told.
    private static bool RepeatsTheStory(FaultRecord record, FaultRecord? before)
        => FaultFollowing.IsFinal(record) && !string.IsNullOrWhiteSpace(before?.Message);

    // A fault that ends is recovered from once it has ended; a kill, from the kill.
    private static DateTimeOffset RecoveryStart(FaultRecord record) => record.LiftedAt ?? record.ActedAt ?? record.RequestedAt;

    private void Line(DateTimeOffset at, string text)
    {
        var local = TimeZoneInfo.ConvertTime(at, context.Time.LocalTimeZone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        context.Terminal.Marked($"[grey]{local}[/]  {text}");
    }
}

using System.Globalization;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Tells a run's story line by line, without the steps of each single check.</summary>
internal sealed class RunNarration(CliContext context, bool silent)
{
    private bool _broken;

    public void Tell(RunEvent happened)
    {
        if (silent || !IsWorthTelling(happened)) return;

        var at = TimeZoneInfo.ConvertTime(happened.At, context.Time.LocalTimeZone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        switch (happened.Kind)
        {
            case RunEventKind.FaultActed or RunEventKind.Abort:
                context.Terminal.Marked($"[grey]{at}[/]  [yellow]{happened.Text}[/]");
                break;
            case RunEventKind.FaultRecovered:
                context.Terminal.Marked($"[grey]{at}[/]  [green]{happened.Text}[/]");
                break;
            default:
                context.Terminal.Marked($"[grey]{at}[/]  {happened.Text}");
                break;
        }
    }

    // While the method runs the hypothesis may be checked every second: only a change is news.
    private bool IsWorthTelling(RunEvent happened)
    {
        if (happened is { Kind: RunEventKind.SteadyState, Subject: "during the method" })
        {
            var broken = happened.Text.Contains("not met", StringComparison.Ordinal);
            if (broken == _broken) return false;
            _broken = broken;
            return true;
        }

        return happened.Kind is not (RunEventKind.RunStarted or RunEventKind.ActivityStarted or RunEventKind.ActivityEnded
            or RunEventKind.Intent or RunEventKind.Verdict);
    }
}

using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary>An answer of the checklist.</summary>
internal enum ChecklistAnswer
{
    Yes,

    No,

    /// <summary>The record does not tell.</summary>
    Unknown,

    /// <summary>Nothing happened that the question could be about.</summary>
    NotApplicable,
}

/// <summary>One question of the checklist, answered from the record.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Evidence">What it rests on, in one sentence.</param>
internal sealed record ChecklistItem(string Question, ChecklistAnswer Answer, string Evidence);

/// <summary>What is asked after every experiment (row D8), answered from the record.</summary>
internal static class Checklist
{
    /// <summary>The only question to which no is the good answer.</summary>
    public const string UsersAffectedQuestion = "Were users affected?";

    /// <summary>What a detection is called that a service raised as an alert, such as that of a heap that is nearly full.</summary>
    private const string Alert = "alert";

    public static IReadOnlyList<ChecklistItem> Of(RunRecord run) =>
        [ErrorsVisible(run), UsersAffected(run), Detected(run), Recovered(run), Alerted(run), Documented(run)];

    private static ChecklistItem ErrorsVisible(RunRecord run)
    {
        const string question = "Were the errors visible in logs, traces or health?";
        if (run.Telemetry is not { } telemetry) return Unknown(question, "No telemetry arrived.");

        if (telemetry.Detections is [var first, ..])
        {
            return new(question, ChecklistAnswer.Yes, $"{Wording.Of(telemetry.Detections.Count, "signal")}; the first: {first.Service}, {first.What}: {first.Text}");
        }

        if (telemetry.Examples.Any(example => example.Why == "failed")) return new(question, ChecklistAnswer.Yes, "Traces show the failed requests.");
        return run.Load is { Total.Errors: > 0 and var errors }
            ? new(question, ChecklistAnswer.No, $"{Wording.Of(errors, "request")} failed, and no log, trace or health check tells of it.")
            : new(question, ChecklistAnswer.NotApplicable, "No error is known of.");
    }

    private static ChecklistItem UsersAffected(RunRecord run)
    {
        const string question = UsersAffectedQuestion;
        if (run.Load is not { Total: { Due: > 0 } total }) return Unknown(question, "There was no load that would have noticed.");

        return total.Errors > 0
            ? new(question, ChecklistAnswer.Yes, $"{Wording.Count(total.Errors)} of {Wording.Of(total.Due, "request")} failed ({Wording.Percent(total.ErrorRate)}).")
            : new(question, ChecklistAnswer.No, $"All {Wording.Of(total.Due, "request")} succeeded; 99 % of them within {Wording.Latency(total.P99)}.");
    }

    private static ChecklistItem Detected(RunRecord run)
    {
        const string question = "Did the shop itself detect it?";
        var felt = run.Faults.Where(FaultWording.HadEffect).ToArray();
        if (felt.Length == 0) return None(run, question);

        var missed = felt.Where(outcome => outcome.Mttd is null).ToArray();
        if (missed.Length == 0)
        {
            return new(question, ChecklistAnswer.Yes, Sentence(felt.Select(
                outcome => $"{FaultWording.Name(outcome)} after {Wording.Span(outcome.Mttd)} by {FaultWording.DetectedBy(run, outcome)}")));
        }

        return run.Telemetry is null
            ? Unknown(question, "No telemetry arrived.")
            : new(question, ChecklistAnswer.No, Sentence(missed.Select(outcome => $"{FaultWording.Name(outcome)} was not detected")));
    }

    private static ChecklistItem Recovered(RunRecord run)
    {
        const string question = "Did it recover without help?";
        var felt = run.Faults.Where(FaultWording.HadEffect).ToArray();
        if (felt.Length == 0) return None(run, question);

        var down = felt.Where(outcome => !FaultWording.CameBack(outcome)).ToArray();
        if (down.Length > 0)
        {
            return new(question, ChecklistAnswer.No, Sentence(down.Select(outcome => $"{FaultWording.Name(outcome)}: {FaultWording.Rto(outcome)} ({Wording.Word(outcome.Fault.State)})")));
        }

        return run.SteadyStates.After is { Met: false }
            ? new(question, ChecklistAnswer.No, "The steady state did not hold afterwards.")
            : new(question, ChecklistAnswer.Yes, Sentence(felt.Select(outcome => $"{FaultWording.Name(outcome)}: recovered in {Wording.Span(outcome.Rto)}")));
    }

    private static ChecklistItem Alerted(RunRecord run)
    {
        const string question = "Was somebody alerted?";
        if (run.Telemetry is not { } telemetry) return Unknown(question, "No telemetry arrived.");

        var alert = telemetry.Detections.FirstOrDefault(detection => detection.What == Alert);
        return alert is not null
            ? new(question, ChecklistAnswer.Yes, $"{Wording.Clock(alert.At)} {alert.Service}: {alert.Text}. It stands in the log; nothing in this lab calls a person.")
            : !run.Faults.Any(FaultWording.HadEffect) ? None(run, question)
            : new(question, ChecklistAnswer.No, $"{Wording.Of(telemetry.Detections.Count, "signal")} in logs and traces, and no alert: nothing in this lab calls a person.");
    }

    private static ChecklistItem Documented(RunRecord run)
        => new("Is it documented?", ChecklistAnswer.Yes, $"This report, the complete record and a draft of the postmortem are kept with run {run.Id}.");

    private static ChecklistItem None(RunRecord run, string question)
        => new(question, ChecklistAnswer.NotApplicable, run.Faults.Count == 0 ? "No fault was injected." : "No fault had an effect.");

    private static ChecklistItem Unknown(string question, string because) => new(question, ChecklistAnswer.Unknown, because);

    private static string Sentence(IEnumerable<string> parts) => string.Join("; ", parts) + ".";
}

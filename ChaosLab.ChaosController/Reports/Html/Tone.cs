using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>The colour class that goes with a word.</summary>
internal static class Tone
{
    public const string Good = "good";

    public const string Bad = "bad";

    public const string Warn = "warn";

    public const string Plain = "plain";

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Good,
        Verdict.Fail => Bad,
        _ => Warn,
    };

    public static string Of(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Held => Good,
        CheckOutcome.NotHeld => Bad,
        _ => Warn,
    };

    /// <summary>Good or bad by what the question asks for.</summary>
    public static string Of(ChecklistItem item) => item.Answer switch
    {
        ChecklistAnswer.Unknown => Warn,
        ChecklistAnswer.NotApplicable => Plain,
        var answer => answer == (item.Question == Checklist.UsersAffectedQuestion ? ChecklistAnswer.No : ChecklistAnswer.Yes) ? Good : Bad,
    };
}

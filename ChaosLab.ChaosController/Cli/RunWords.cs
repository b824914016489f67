using ChaosLab.ChaosController.Reports;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Puts a kept run into words for a terminal.</summary>
internal static class RunWords
{
    /// <summary>A text of a run on one line; a terminal must not take orders from it.</summary>
    public static string OneLine(string text) => Wording.Clean(text).ReplaceLineEndings(" ");

    /// <summary>The colour of a verdict's word.</summary>
    public static string Colour(StoredRun run) => run.Verdict switch { "pass" => "green", "fail" => "red", _ => "yellow" };
}

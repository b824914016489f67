using System.Runtime.ExceptionServices;
using ChaosLab.ChaosController.Reports.Html;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary>All reports of one run.</summary>
internal static class ReportSet
{
    /// <summary>The record itself comes first: whatever fails after it can be made again from it.</summary>
    private static readonly IReadOnlyList<IReportWriter> Writers =
        [new RunJson(), new ChaosReportJson(), new MarkdownReport(), new HtmlReport(), new PostmortemDraft(), new ToolkitJournal()];

    /// <summary>Writes every report, each whole or not at all, and returns their paths.</summary>
    /// <exception cref="IOException">A file could not be written; all others that could be are complete.</exception>
    public static IReadOnlyList<string> Write(RunFolder folder, RunRecord run) => Write(folder, run, _ => true);

    /// <summary>
    /// Writes the reports that are not there, and returns their paths; those that are there stay, for a person may have gone on
    /// with the postmortem.
    /// </summary>
    /// <exception cref="IOException">A file could not be written; all others that could be are complete.</exception>
    public static IReadOnlyList<string> WriteMissing(RunFolder folder, RunRecord run) => Write(folder, run, path => !File.Exists(path));

    private static List<string> Write(RunFolder folder, RunRecord run, Func<string, bool> isWanted)
    {
        var paths = new List<string>();
        ExceptionDispatchInfo? problem = null;
        foreach (var writer in Writers)
        {
            var path = writer.PathIn(folder, run);
            if (!isWanted(path)) continue;

            try
            {
                AtomicFile.Write(path, writer.Write(run));
                paths.Add(path);
            }
#pragma warning disable CA1031 // One that fails costs no other; the first problem is thrown at the end.
            catch (Exception error)
#pragma warning restore CA1031
            {
                problem ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        problem?.Throw();
        return paths;
    }
}

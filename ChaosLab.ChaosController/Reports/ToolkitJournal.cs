using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Verdicts;

namespace ChaosLab.ChaosController.Reports;

/// <summary>
/// <c>journal.json</c>: the run as Chaos Toolkit's journal (chaostoolkit-lib, <c>run.py</c>), so that its reporters and controls can
/// read it. What that format has no word for is below <c>chaoslab</c>.
/// </summary>
internal sealed class ToolkitJournal : IReportWriter
{
    /// <summary>The version of chaostoolkit-lib whose journal this layout is.</summary>
    private const string LayoutOf = "1.45.0";

    public string PathIn(RunFolder folder, RunRecord run) => folder.ToolkitJournal;

    public string Write(RunRecord run) => Journal(run).ToJsonString(RecordJson.Indented) + "\n";

    private static JsonObject Journal(RunRecord run) => new()
    {
        ["chaoslib-version"] = LayoutOf,
        ["platform"] = $"ChaosLab, {run.Lab.Host} host, {run.Lab.Infrastructure}",
        ["node"] = run.Lab.Name,
        ["experiment"] = run.Experiment.DeepClone(),
        ["start"] = UtcTime.Show(run.StartedAt),
        ["status"] = Status(run),
        ["deviated"] = run.SteadyStates.After is { Met: false },
        ["steady_states"] = new JsonObject
        {
            ["before"] = SteadyState(run.SteadyStates.Before),
            ["after"] = SteadyState(run.SteadyStates.After),
            ["during"] = new JsonArray([.. run.SteadyStates.During.Select(SteadyState)]),
        },
        ["run"] = new JsonArray([.. run.Method.Select(Activity)]),
        ["rollbacks"] = new JsonArray([.. run.Rollbacks.Select(Activity)]),
        ["end"] = UtcTime.Show(run.EndedAt),
        ["duration"] = (run.EndedAt - run.StartedAt).TotalSeconds,
        ["chaoslab"] = new JsonObject
        {
            ["id"] = run.Id,
            ["seed"] = run.Seed,
            ["verdict"] = JsonSerializer.SerializeToNode(run.Judgement.Verdict, RecordJson.Options),
            ["reasons"] = JsonSerializer.SerializeToNode(run.Judgement.Reasons, RecordJson.Options),
        },
    };

    /// <summary>
    /// The status in Chaos Toolkit's sense: <c>aborted</c> when the run could not be carried out, <c>interrupted</c> when a person or a
    /// guard ended it, <c>failed</c> when a probe of the hypothesis could not be carried out before or after; everything else, a deviation,
    /// an inconclusive run or a missed objective too, is <c>completed</c> there.
    /// </summary>
    internal static string Status(RunRecord run) => run.Judgement switch
    {
        { Verdict: Verdict.Error } => "aborted",
        { Verdict: Verdict.Aborted } => "interrupted",
        _ => IsBroken(run.SteadyStates.Before) || IsBroken(run.SteadyStates.After) ? "failed" : "completed",
    };

    private static bool IsBroken(SteadyStateCheck? check) => check is { Met: false } && check.Probes.Any(probe => !probe.Succeeded);

    private static JsonNode? SteadyState(SteadyStateCheck? check) => check is null ? null : new JsonObject
    {
        ["steady_state_met"] = check.Met,
        ["probes"] = new JsonArray([.. check.Probes.Select(Probe)]),
    };

    // There a probe that could not be carried out is not within its tolerance.
    private static JsonObject Probe(ActivityRecord probe)
    {
        var item = Activity(probe);
        item["tolerance_met"] = probe is { Succeeded: true, ToleranceMet: not false };
        return item;
    }

    private static JsonObject Activity(ActivityRecord activity)
    {
        var item = new JsonObject
        {
            ["activity"] = activity.Source.DeepClone(),
            ["output"] = activity.Output?.DeepClone(),
            ["status"] = activity.Succeeded ? "succeeded" : "failed",
            ["start"] = UtcTime.Show(activity.StartedAt),
            ["end"] = UtcTime.Show(activity.EndedAt),
            ["duration"] = (activity.EndedAt - activity.StartedAt).TotalSeconds,
        };
        // Chaos Toolkit's exception is a list of lines.
        if (activity.Error is { } error) item["exception"] = new JsonArray(error);
        if (activity.ToleranceMet is { } met) item["tolerance_met"] = met;
        return item;
    }
}

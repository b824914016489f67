using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Verdicts;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Running;

/// <summary>Hides secrets in what a run's record took from elsewhere: the AppHost, programs, services. Activities were masked as they went.</summary>
internal static class MaskedRecord
{
    public static RunRecord Apply(this SecretMask mask, RunRecord run) => run with
    {
        Judgement = mask.Apply(run.Judgement),
        Decisions = [.. run.Decisions.Select(mask.Apply)],
        Faults = [.. run.Faults.Select(outcome => outcome with { Fault = mask.Apply(outcome.Fault), DetectedBy = mask.Text(outcome.DetectedBy) })],
        ExternalLoad = run.ExternalLoad is { } load
            ? load with { Command = [.. load.Command.Select(mask.Apply)], Output = mask.Apply(load.Output) }
            : null,
        Telemetry = run.Telemetry is { } findings ? mask.Apply(findings) : null,
        HealthChanges = [.. run.HealthChanges.Select(change => change with { Health = mask.Text(change.Health) })],
        Snapshots = [.. run.Snapshots.Select(mask.Apply)],
    };

    private static Judgement Apply(this SecretMask mask, Judgement judgement) => judgement with
    {
        Reasons = [.. judgement.Reasons.Select(mask.Apply)],
        Checks =
        [
            .. judgement.Checks.Select(check => check with
            {
                Name = mask.Apply(check.Name),
                Expected = mask.Apply(check.Expected),
                Actual = mask.Apply(check.Actual),
                Evidence = mask.Text(check.Evidence),
            }),
        ],
    };

    private static FaultRecord Apply(this SecretMask mask, FaultRecord fault) => fault with
    {
        Target = mask.Apply(fault.Target),
        Message = mask.Text(fault.Message),
        Reason = mask.Text(fault.Reason),
        Settings = fault.Settings?.ToDictionary(setting => setting.Key, setting => mask.Apply(setting.Value)),
    };

    private static TelemetryFindings Apply(this SecretMask mask, TelemetryFindings findings) => findings with
    {
        Detections = [.. findings.Detections.Select(detection => detection with { Text = mask.Apply(detection.Text) })],
        Examples = [.. findings.Examples.Select(example => example with { Lines = [.. example.Lines.Select(mask.Apply)] })],
    };

    private static Snapshot Apply(this SecretMask mask, Snapshot snapshot) => snapshot with
    {
        Health = snapshot.Health.ToDictionary(answer => answer.Key, answer => mask.Apply(answer.Value)),
    };

    /// <summary>A text without its secrets; null stays null.</summary>
    public static string? Text(this SecretMask mask, string? text) => text is null ? null : mask.Apply(text);
}

using System.Text.Json;
using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary><c>chaos_report_YYYYMMDD_HHMMSS.json</c>: the report for machines, in a layout that stays.</summary>
internal sealed class ChaosReportJson : IReportWriter
{
    public string PathIn(RunFolder folder, RunRecord run) => folder.ChaosReport(run.StartedAt.ToUniversalTime());

    public string Write(RunRecord run) => JsonSerializer.Serialize(From(run), RecordJson.Indented) + "\n";

    /// <summary>The part of a record that machines rely on.</summary>
    public static ChaosReport From(RunRecord run) => new()
    {
        Id = run.Id,
        Title = run.Title,
        Description = run.Description,
        Tags = run.Tags,
        Rows = run.Rows,
        ExperimentFile = run.File,
        Seed = run.Seed,
        Replay = Replay.Command(run),
        Verdict = run.Judgement.Verdict,
        Reasons = run.Judgement.Reasons,
        Deviated = run.Judgement.Deviated,
        Checks = run.Judgement.Checks,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        MethodStartedAt = run.MethodStartedAt,
        MethodEndedAt = run.MethodEndedAt,
        Lab = new(run.Lab.Name, run.Lab.Host, run.Lab.Profile, run.Lab.Infrastructure),
        SteadyStates = new(Checked(run.SteadyStates.Before), [.. run.SteadyStates.During.Select(check => Checked(check)!)], Checked(run.SteadyStates.After)),
        Faults = [.. run.Faults.Select(Fault)],
        Load = run.Load,
        ExternalLoad = run.ExternalLoad,
        Slo = run.Slo,
        Ledger = run.Ledger,
        Telemetry = run.Telemetry,
        HealthChanges = run.HealthChanges,
        Snapshots = [.. run.Snapshots.Select(Snapshot)],
        Checklist = Checklist.Of(run),
        Timeline = run.Timeline,
    };

    private static ReportedCheck? Checked(SteadyStateCheck? check) => check is null ? null : new(check.At, check.Met);

    private static ReportedFault Fault(FaultOutcome outcome)
    {
        var fault = outcome.Fault;
        return new(
            fault.Id, fault.Kind, fault.Target, fault.Settings ?? new Dictionary<string, string>(), fault.Seed, fault.State, fault.Message,
            fault.RequestedAt, fault.ActedAt, fault.EffectSeenAt, fault.LiftedAt, fault.RecoveredAt,
            outcome.Rto, outcome.Mttd, outcome.DetectedBy, outcome.Cascade);
    }

    private static ReportedSnapshot Snapshot(Snapshot snapshot) => new(
        snapshot.When,
        snapshot.At,
        [.. snapshot.Resources.Select(resource => new ReportedResource(
            resource.Name, resource.Type, resource.State, resource.Health, resource.Pid, resource.ExitCode, resource.Restarts, resource.ActiveFaults))],
        snapshot.Edges,
        snapshot.Health);
}

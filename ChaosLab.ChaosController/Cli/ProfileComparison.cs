using System.Globalization;
using System.Security.Cryptography;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Launching;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.ChaosController.Verdicts;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Runs one experiment with one seed on two labs of its own, one after the other: resilient, then naive.</summary>
internal sealed class ProfileComparison(CliContext context, bool json)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly string[] Profiles = [ShopProfiles.Resilient, ShopProfiles.Naive];

    /// <summary>Compares; 0 when the resilient shop passes, else the exit code of its verdict.</summary>
    public async Task<int> RunAsync(ExperimentSource file, int? seed, string infrastructure, CancellationToken ct)
    {
        var same = seed ?? RandomNumberGenerator.GetInt32(1, int.MaxValue);
        context.Repository.RequireBuilt();
        await Provisioning.EnsureAsync(infrastructure, context.Terminal, ct);
        var records = new List<RunRecord>();
        foreach (var profile in Profiles)
        {
            if (ct.IsCancellationRequested) return VerdictExitCodes.Of(Verdict.Aborted);
            records.Add(await RunOnAsync(profile, file, same, infrastructure, ct));
        }

        if (json) context.Terminal.Line(Json.Write(records.Select(record => new { record.Lab.Profile, record.Id, record.Judgement, record.Slo, record.Ledger })));
        else Show(records, ExperimentReader.Read(file.Text, file.Path, ExperimentInputs.None).Experiment?.Lab.Naive);
        return VerdictExitCodes.Of(records[0].Judgement.Verdict);
    }

    private async Task<RunRecord> RunOnAsync(string profile, ExperimentSource file, int seed, string infrastructure, CancellationToken ct)
    {
        // Its own process id keeps two comparisons apart.
        var lab = string.Create(CultureInfo.InvariantCulture, $"compare-{profile}-{Environment.ProcessId}");
        var options = new LaunchOptions(lab, 0, profile, infrastructure);
        if (!json) context.Terminal.Marked($"\n[bold]The {profile} shop[/]");
        using var appHost = AppHostProcess.Start(context.Repository, options);
        try
        {
            await new Startup(context.Labs, lab, appHost).WaitAsync(StartLimit, _ => { }, ct);
            using var connected = ConnectedLab.Open(context, lab);
            var (_, status) = await new ExperimentRun(context, lab, json)
                .RunAsync(connected, file, new Dictionary<string, string>(), seed, ct);
            if (status is null) throw LabError.No($"The run on the {profile} shop was not completed.");
            return new RunStore(Path.GetDirectoryName(status.Folder)!).Find(status.Id).Record
                ?? throw LabError.No($"The run {status.Id} left no record in {status.Folder}.");
        }
        finally
        {
            var located = context.Labs.Read(lab);
            await new LabStopper(context.Terminal, context.Interruption.Insisted).StopAsync(appHost.Identity, located?.Location);
            context.Labs.Forget(lab);
        }
    }

    private void Show(IReadOnlyList<RunRecord> runs, NaiveOutcome? expected)
    {
        var table = context.Terminal.NewTable(["", .. runs.Select(run => run.Lab.Profile)]);
        Row("Verdict", run => run.Judgement.Verdict.ToString().ToLowerInvariant());
        Row("Requests", run => run.Load is { } load ? Number(load.Total.Due) : "-");
        Row("Errors", run => run.Load is { } load ? $"{Number(load.Total.Errors)} ({load.Total.ErrorRate.ToString("P2", CultureInfo.InvariantCulture)})" : "-");
        Row("Errors while faults acted", run => run.Slo?.ErrorRateDuringFaults is { } rate ? rate.ToString("P2", CultureInfo.InvariantCulture) : "-");
        Row("p95", run => Milliseconds(run.Load?.Total.P95));
        Row("p99", run => Milliseconds(run.Load?.Total.P99));
        Row("RTO, worst", run => run.Faults.Count == 0 ? "-" : Rto(run.Faults));
        Row("Fell with it", run => string.Join(", ", run.Faults.SelectMany(fault => fault.Cascade).Distinct()) is { Length: > 0 } cascade ? cascade : "nobody");
        Row("Acknowledged orders", run => run.Ledger is { } books ? Number(books.Acknowledged) : "-");
        Row("Lost, twice, phantom", run => run.Ledger is { Verdict: not LedgerVerdict.Unknown } books ? $"{books.Lost.Count}, {books.Duplicated.Count}, {books.Phantom.Count}" : "-");
        Row("Absorbed by", run => string.Join(", ", run.Telemetry?.Absorbers.Select(absorber => absorber.Mechanism).Distinct() ?? []) is { Length: > 0 } mechanisms ? mechanisms : "nothing");
        context.Terminal.Line("");
        context.Terminal.Out.Write(table);
        foreach (var run in runs)
        {
            context.Terminal.Line($"{run.Lab.Profile}: {run.Judgement.Reasons[0]}  (./lab report {run.Id})");
        }

        if (expected is { } outcome) context.Terminal.Line(Sentence(outcome, runs[^1].Judgement.Verdict));

        void Row(string title, Func<RunRecord, string> value) => table.AddRow([new Text(title), .. runs.Select(run => new Text(value(run)))]);
    }

    // One that did not come back is worse than any time; what did not act or was not felt says nothing of the others.
    internal static string Rto(IReadOnlyList<FaultOutcome> faults)
        => FaultWording.Rto(faults
            .OrderBy(fault => (FaultWording.HadEffect(fault), fault.Rto) switch { (true, null) => 0, (true, _) => 1, _ => 2 })
            .ThenByDescending(fault => fault.Rto)
            .First());

    private static string Sentence(NaiveOutcome expected, Verdict verdict)
        => $"The file expects the naive shop to {expected.ToString().ToLowerInvariant()}: "
            + $"{(expected.IsMetBy(verdict) ? "it did" : $"it did not, its verdict is {verdict.ToString().ToLowerInvariant()}")}.";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double? value) => value is { } ms ? Duration.Show(TimeSpan.FromMilliseconds(ms)) : "-";
}

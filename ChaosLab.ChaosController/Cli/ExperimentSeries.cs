using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Launching;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Shell;
using ChaosLab.ChaosController.Verdicts;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Runs experiments one after the other, restores in between, and goes on after a failure.</summary>
/// <param name="context">Where it is called.</param>
/// <param name="name">The lab.</param>
/// <param name="json">Whether it tells for programs.</param>
/// <param name="reruns">How often an experiment that was inconclusive is run again: such a run has proven nothing, a failed one has.</param>
internal sealed class ExperimentSeries(CliContext context, string? name, bool json, int reruns)
{
    private static readonly TimeSpan RestoreLimit = TimeSpan.FromMinutes(5);
    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    /// <summary>Runs them all; 0 when all pass and the lab is restored after each, else 1; 2 when there is none.</summary>
    public async Task<int> RunAsync(string directory, IReadOnlyList<string> tags, int? seed, string? junit, CancellationToken ct)
    {
        using var lab = ConnectedLab.Open(context, name);
        var files = await SelectAsync(lab, directory, tags, ct);
        var results = new List<SeriesResult>();
        var isNaive = lab.Location.Profile == ShopProfiles.Naive;
        foreach (var (file, naive) in files)
        {
            if (ct.IsCancellationRequested) break;
            if (!json) context.Terminal.Marked($"\n[bold]{results.Count + 1} of {files.Count}: {Path.GetFileName(file.Path)}[/]");
            results.Add(await RunToAnEndAsync(lab, file, seed, ct) with { Expected = isNaive ? naive : null });
        }

        if (junit is not null) WriteJunit(junit, results, files.Skip(results.Count).Select(left => left.File));
        if (json) context.Terminal.Line(Json.Write(results));
        else SeriesSummary.Write(context.Terminal, results, files.Count);
        return results.Count == files.Count && results.All(IsWell) ? ExitCodes.Done : ExitCodes.No;
    }

    // With what each expects of the naive shop.
    private static async Task<IReadOnlyList<(ExperimentSource File, NaiveOutcome? Naive)>> SelectAsync(
        ConnectedLab lab, string directory, IReadOnlyList<string> tags, CancellationToken ct)
    {
        if (!Directory.Exists(directory)) throw LabError.WrongUse($"There is no directory '{directory}'.");
        var (kinds, parts) = (await lab.Bridge.GetFaultKindsAsync(ct), await LabParts.OfAsync(lab.Bridge, ct));
        var (files, mistakes, known) = (new List<(ExperimentSource, NaiveOutcome?)>(), new List<Mistake>(), new SortedSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var path in Directory.EnumerateFiles(directory).Where(IsExperiment).Order(StringComparer.Ordinal))
        {
            var file = await ExperimentSource.LoadAsync(path, ct);
            var inputs = new ExperimentInputs(LabEnvironment.For(file.Text, lab.Location), NoVariables) { Directory = Path.GetFullPath(directory) };
            var reading = ExperimentReader.Read(file.Text, path, inputs, kinds, parts);
            mistakes.AddRange(reading.Mistakes);
            if (reading.Experiment is not { } experiment) continue;
            var own = experiment.Tags.Concat(experiment.Lab.Rows).ToArray();
            known.UnionWith(own);
            if (tags.Count == 0 || own.Intersect(tags, StringComparer.OrdinalIgnoreCase).Any()) files.Add((file, experiment.Lab.Naive));
        }

        // One broken file stops them all before anything is injected.
        if (mistakes.Count > 0) throw LabError.WrongUse(string.Join('\n', mistakes));
        if (files.Count > 0) return files;
        throw LabError.WrongUse(tags.Count == 0
            ? $"There is no experiment (*.json, *.yaml) in '{directory}'."
            : $"No experiment in '{directory}' has the tag {string.Join(" or ", tags)}. There are: {string.Join(", ", known)}.");
    }

    private async Task<SeriesResult> RunToAnEndAsync(ConnectedLab lab, ExperimentSource file, int? seed, CancellationToken ct)
    {
        var before = new List<string>();
        while (true)
        {
            var result = await RunOneAsync(lab, file, seed, ct);
            if (!ct.IsCancellationRequested) result = result with { RestoreProblem = await RestoreAsync(lab.Bridge, ct) };
            if (before.Count > 0) result = result with { Inconclusive = [.. before] };
            if (result is not { Verdict: Verdict.Inconclusive, RestoreProblem: null } || before.Count == reruns || ct.IsCancellationRequested) return result;
            before.Add(result.Reasons.Count > 0 ? result.Reasons[0] : "nothing was proven");
            if (!json) context.Terminal.Line("It proved nothing: once more.");
        }
    }

    private async Task<SeriesResult> RunOneAsync(ConnectedLab lab, ExperimentSource file, int? seed, CancellationToken ct)
    {
        var began = context.Time.GetTimestamp();
        try
        {
            var (experiment, status) = await new ExperimentRun(context, name, json).RunAsync(lab, file, NoVariables, seed, ct);
            var verdict = status?.Judgement?.Verdict ?? Verdict.Error;
            if (!json && status is not null)
            {
                // Of what passed its line is enough; the rest wants its reasons.
                if (verdict == Verdict.Pass) VerdictText.WriteTitle(context.Terminal, verdict, status.Title);
                else VerdictText.Write(context.Terminal, status);
            }

            return new SeriesResult(
                Path.GetFileName(file.Path), experiment.Title, verdict, status?.Judgement?.Reasons ?? ["its end was not seen"],
                context.Time.GetElapsedTime(began), status?.Id, status?.Folder);
        }
        catch (Exception refused) when (refused is BridgeException or LabError)
        {
            context.Terminal.Error(refused.Message);
            return NotStarted(file, Verdict.Error, refused.Message, context.Time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return NotStarted(file, Verdict.Aborted, "interrupted before it began", context.Time.GetElapsedTime(began));
        }
    }

    private static SeriesResult NotStarted(ExperimentSource file, Verdict verdict, string reason, TimeSpan took)
        => new(Path.GetFileName(file.Path), file.Path, verdict, [reason], took, null, null);

    // A lab that stays broken spoils what comes after: a series with one has not passed.
    private static bool IsWell(SeriesResult result) => result is { Verdict: Verdict.Pass, RestoreProblem: null };

    private async Task<string?> RestoreAsync(BridgeClient bridge, CancellationToken ct)
    {
        if (await TryRestoreAsync(bridge, ct) is not { } problem) return null;
        context.Terminal.Error(problem);
        return problem;
    }

    // Why the lab was not restored, or null.
    private static async Task<string?> TryRestoreAsync(BridgeClient bridge, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(RestoreLimit);
        try
        {
            RestoreProgress? last = null;
            await foreach (var step in bridge.RestoreAsync(limit.Token)) last = step;
            return last?.Success == true ? null : $"The lab was not restored: {last?.Message ?? "the AppHost stopped telling about it"}";
        }
        catch (BridgeException gone)
        {
            return $"The lab was not restored: {gone.Message}";
        }
        catch (OperationCanceledException)
        {
            // Whoever interrupts wants the summary.
            return ct.IsCancellationRequested ? null : $"The lab was not restored within {Duration.Show(RestoreLimit)}.";
        }
    }

    // A pipeline must not pass because an experiment left no record.
    private void WriteJunit(string path, IReadOnlyList<SeriesResult> results, IEnumerable<ExperimentSource> left)
    {
        try
        {
            var records = results.Select(result => (Result: result, Record: RecordOf(result))).ToArray();
            var runs = records.Select(entry => entry.Record).OfType<RunRecord>().ToArray();
            IReadOnlyList<(string, string)> notRun =
            [
                .. records.Where(entry => entry.Record is null).Select(entry => (entry.Result.File, string.Join(' ', entry.Result.Reasons))),
                .. results.Where(result => result.RestoreProblem is not null).Select(result => ($"restore after {result.File}", result.RestoreProblem!)),
                .. left.Select(file => (Path.GetFileName(file.Path), "The series was interrupted before it.")),
            ];
            var inconclusive = results.Where(result => result is { Run: not null, Inconclusive: not null }).ToDictionary(result => result.Run!, result => result.Inconclusive!);
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } parent) Directory.CreateDirectory(parent);
            File.WriteAllText(path, JunitReport.Write(runs, notRun, inconclusive));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Terminal.Error($"'{path}' cannot be written: {error.Message}");
        }
    }

    private static RunRecord? RecordOf(SeriesResult result)
        => result is { Folder: { } folder, Run: { } run } ? RunStore.Read(new RunFolder(Path.GetDirectoryName(folder)!, run))?.Record : null;

    private static bool IsExperiment(string path) => Path.GetExtension(path).ToLowerInvariant() is ".json" or ".yaml" or ".yml";
}

using System.CommandLine;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Experiments.Schema;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary><c>lab validate</c>: everything that is wrong with experiment files, and nothing is carried out.</summary>
internal static class ValidateCommand
{
    /// <summary>What came of one file.</summary>
    /// <param name="File">The file as it was named.</param>
    /// <param name="Ok">Whether it is a valid experiment.</param>
    /// <param name="Mistakes">What is wrong.</param>
    private sealed record Finding(string File, bool Ok, IReadOnlyList<Mistake> Mistakes);

    public static Command Create(CliContext context)
    {
        var files = new Argument<string[]>("file") { Description = "Experiment files, JSON or YAML.", Arity = ArgumentArity.ZeroOrMore };
        var variables = new Option<string[]>("--var") { Description = "A value of the configuration, as name=value or name:type=value.", HelpName = "name=value" };
        var schema = new Option<bool>("--schema") { Description = "Print the JSON Schema of experiments (docs/experiment.schema.json)." };
        var functions = new Option<bool>("--functions") { Description = "Print the table of chaoslab functions (part of docs/experiments.md)." };
        var json = CommonOptions.Json();
        var command = new LabCommand(
            "validate", "Check experiment files: every mistake with its line and column; exit code 2 if there is one.",
            "./lab validate experiments/*.json", "./lab validate my.yaml --var rate=300", "./lab validate --schema > docs/experiment.schema.json")
        {
            files, variables, schema, functions, json,
        };
        command.SetAction((parsed, ct) =>
        {
            if (parsed.GetValue(schema)) return Print(context, ExperimentSchema.Write());
            if (parsed.GetValue(functions)) return Print(context, FunctionTable.Write() + "\n");
            return RunAsync(context, parsed.GetValue(files) ?? [], ExperimentVariables.Read(parsed.GetValue(variables) ?? []), parsed.GetValue(CommonOptions.Name), parsed.GetValue(json), ct);
        });
        return command;
    }

    private static Task<int> Print(CliContext context, string text)
    {
        context.Terminal.Plain.Write(text);
        return Task.FromResult(ExitCodes.Done);
    }

    private static async Task<int> RunAsync(
        CliContext context, string[] files, IReadOnlyDictionary<string, string> overrides, string? lab, bool json, CancellationToken ct)
    {
        if (files.Length == 0) throw LabError.WrongUse("Name at least one experiment file, such as ./lab validate experiments/payment-outage.json.");
        var (catalogue, parts) = await AskLabAsync(context, lab, ct);
        var inputs = ExperimentInputs.OfThisProcess(overrides);
        var findings = new List<Finding>();
        foreach (var file in files)
        {
            var mistakes = await CheckAsync(file, inputs, catalogue, parts, ct);
            findings.Add(new Finding(file, mistakes.Count == 0, mistakes));
        }

        var ok = findings.All(finding => finding.Ok);
        if (json) context.Terminal.Line(Json.Write(new { ok, faultsChecked = catalogue is not null, files = findings }));
        else Show(context, findings, catalogue is not null);
        return ok ? ExitCodes.Done : ExitCodes.WrongUse;
    }

    private static async Task<IReadOnlyList<Mistake>> CheckAsync(
        string file, ExperimentInputs inputs, IReadOnlyList<FaultKind>? catalogue, LabParts? parts, CancellationToken ct)
    {
        try
        {
            var text = await ExperimentFile.ReadTextAsync(file, ct);
            return ExperimentReader.Read(text, file, inputs with { Directory = Path.GetDirectoryName(Path.GetFullPath(file)) }, catalogue, parts).Mistakes;
        }
        catch (LabError error)
        {
            return [new Mistake(file, 1, 1, "$", error.Message)];
        }
    }

    /// <summary>What there is in the running lab; nulls when none runs and none was named.</summary>
    private static async Task<(IReadOnlyList<FaultKind>? Kinds, LabParts? Parts)> AskLabAsync(CliContext context, string? lab, CancellationToken ct)
    {
        if (lab is null && context.Labs.ReadAll().Count(file => file.State == LocateFileState.Running) != 1) return (null, null);
        var (_, bridge) = context.Connect(lab);
        using var connection = bridge;
        return (await bridge.GetFaultKindsAsync(ct), await LabParts.OfAsync(bridge, ct));
    }

    private static void Show(CliContext context, IEnumerable<Finding> findings, bool faultsChecked)
    {
        foreach (var finding in findings)
        {
            if (finding.Ok) context.Terminal.Line($"{finding.File}: ok");
            foreach (var mistake in finding.Mistakes) context.Terminal.Note(mistake.ToString());
        }

        if (!faultsChecked) context.Terminal.Note("Checked without a running lab: kinds, targets and settings of faults were not checked, nor names of resources, commands and edges.");
    }
}

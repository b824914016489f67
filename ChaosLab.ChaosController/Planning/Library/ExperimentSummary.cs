using ChaosLab.ChaosController.Experiments.Reading;

namespace ChaosLab.ChaosController.Planning.Library;

/// <summary>An experiment in the list.</summary>
/// <param name="File">Its file's name, such as <c>payment-outage.json</c>.</param>
/// <param name="Title">What is found out; the file's name while it has mistakes.</param>
/// <param name="Description">The same in a few sentences.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Rows">The rows of the scenario table that it makes true.</param>
/// <param name="Why">Why it matters; null when the file does not say.</param>
/// <param name="Expected">What a shop that withstands it does.</param>
/// <param name="WhenItFails">What to do when it fails.</param>
/// <param name="Faults">What its method would inject.</param>
/// <param name="Mistakes">How many mistakes it has in this lab; with one it cannot run.</param>
internal sealed record ExperimentSummary(
    string File,
    string Title,
    string Description,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Rows,
    string? Why,
    string? Expected,
    string? WhenItFails,
    IReadOnlyList<FaultOfExperiment> Faults,
    int Mistakes)
{
    public static ExperimentSummary Of(string file, ExperimentReading reading)
        => reading.Experiment is { } experiment
            ? new(
                file, experiment.Title, experiment.Description, experiment.Tags, experiment.Lab.Rows,
                experiment.Lab.Why, experiment.Lab.Expected, experiment.Lab.WhenItFails,
                [.. experiment.Method.SelectMany(PlannedFault.Of).SelectMany(fault => fault.Targets.Select(target => new FaultOfExperiment(fault.Kind, target)))], 0)
            : new(file, file, "", [], [], null, null, null, [], reading.Mistakes.Count);
}

/// <summary>A fault that an experiment would inject.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Target">What it would act on.</param>
internal sealed record FaultOfExperiment(string Kind, string Target);

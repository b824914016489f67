using ChaosLab.ChaosController.Experiments.Reading;

namespace ChaosLab.ChaosController.Planning.Library;

/// <summary>An experiment with its text.</summary>
/// <param name="Summary">As in the list.</param>
/// <param name="Path">The file as <c>POST /api/runs</c> takes it: <c>experiments/payment-outage.json</c>.</param>
/// <param name="Text">The file's content.</param>
/// <param name="Mistakes">What is wrong with it; empty when nothing is.</param>
internal sealed record ExperimentDetail(ExperimentSummary Summary, string Path, string Text, IReadOnlyList<Mistake> Mistakes);

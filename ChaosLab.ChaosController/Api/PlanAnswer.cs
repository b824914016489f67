using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Planning;

namespace ChaosLab.ChaosController.Api;

/// <summary>What came of a dry run.</summary>
/// <param name="Plan">What a run would do; null when the experiment has mistakes.</param>
/// <param name="Mistakes">What is wrong with the experiment; empty when nothing is.</param>
internal sealed record PlanAnswer(ExperimentPlan? Plan, IReadOnlyList<Mistake> Mistakes);

using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Planning;

namespace ChaosLab.ChaosController.Api;

/// <summary>What came of a dry run.</summary>
/// <param name="Plan">What a run would do; null when the experiment has mistakes.</param>
/// <param name="Mistakes">What is wrong with the experiment; empty when nothing is.</param>
/// <param name="Variables">The values of its configuration: what may be given for a run, and what this one would use.</param>
internal sealed record PlanAnswer(ExperimentPlan? Plan, IReadOnlyList<Mistake> Mistakes, IReadOnlyList<ExperimentVariable> Variables);

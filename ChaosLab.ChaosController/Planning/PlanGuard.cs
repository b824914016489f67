using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Planning;

/// <summary>Asks the AppHost, who has the say, whether it would accept the faults of a plan: its ceilings, and the guard of critical services.</summary>
/// <remarks>Each fault is asked for by itself, in the lab as it is now; two that only together are too much are refused by the run.</remarks>
internal static class PlanGuard
{
    /// <summary>The same plan with what the AppHost would refuse among its problems.</summary>
    /// <exception cref="BridgeException">The AppHost does not answer.</exception>
    public static async Task<ExperimentPlan> AskAsync(ExperimentPlan plan, SafetySpec safety, BridgeClient bridge, CancellationToken ct)
    {
        var problems = new List<string>();
        foreach (var request in plan.Faults.Where(fault => fault.Problem is null).SelectMany(fault => fault.Requests).Distinct())
        {
            var answer = await bridge.CheckAsync(request with { Force = safety.Force || request.Force == true }, ct);
            if (answer.Problem is { } problem) problems.Add($"{request.Kind} on {request.Target} would be refused: {problem}");
        }

        return problems.Count == 0 ? plan : plan with { Problems = [.. plan.Problems, .. problems.Distinct(StringComparer.Ordinal)] };
    }
}

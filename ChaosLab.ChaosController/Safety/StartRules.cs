using ChaosLab.ChaosController.Experiments;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Safety;

/// <summary>What keeps a run from being started now, whatever it would do.</summary>
internal static class StartRules
{
    /// <summary>The reasons, each in one sentence; empty when it may start.</summary>
    public static IEnumerable<string> Refusals(SafetySpec safety, HaltStatus halt, DateTime local)
    {
        if (ExcludedWindows.Find(safety.ExcludedWindows, local) is { } window) yield return ExcludedWindows.Tell(window);
        if (halt.Halted) yield return $"The lab is halted{(halt.Reason is { } why ? $" ({why})" : "")}; release it: ./lab halt --release";
    }
}

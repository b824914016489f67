using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds;

/// <summary>Kills a running resource chosen by chance; the seed makes the choice repeatable.</summary>
internal sealed class RandomKillFault(FaultTargets targets, ObserverFactory observers, ResourceMonitor monitor) : IFaultKind
{
    public const string KindName = "random-kill";

    public string Name => KindName;

    public string Description => "Kills a running resource chosen by chance; the same seed chooses the same one.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.RandomSeed];

    public string Observed => "As for kill.";

    public string Undone => "As for kill.";

    public bool ActsOn(IResource resource) => resource is LabResource;

    public IFault Prepare(IResource target, FaultOrder order)
    {
        var running = monitor.Resources
            .Where(resource => FaultTargets.IsTarget(resource) && monitor.Of(resource).IsRunning)
            .ToDictionary(resource => resource.Name, StringComparer.Ordinal);
        if (running.Count == 0) throw new FaultRefusedException(Refusal.Conflict, "Nothing is running.");

        var seed = order.Seed;
        var chosen = running[SeededChoice.Among(running.Keys, seed)];
        return new KillFault.Kill(chosen, targets.Of(chosen), observers.Of(chosen), $"seed {seed} chose {chosen.Name}: ");
    }
}

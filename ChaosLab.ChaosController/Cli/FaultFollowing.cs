using ChaosLab.ChaosController.Bridge;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Follows a fault's events to where a verdict can be given.</summary>
internal static class FaultFollowing
{
    /// <summary>Returns the last record seen: a final one, or one of a lasting fault whose effect a caller has felt.</summary>
    public static async Task<FaultRecord> FollowAsync(
        BridgeClient bridge, FaultRecord fault, FaultNarration narration, bool stopWhenFelt, CancellationToken ct)
    {
        var last = fault;
        await foreach (var record in bridge.WatchFaultAsync(fault.Id, ct))
        {
            narration.Tell(record);
            last = record;
            if (IsFinal(record) || stopWhenFelt && record.EffectSeenAt is not null) return last;
        }

        if (IsFinal(last)) return last;
        last = await bridge.GetFaultAsync(fault.Id, ct);
        narration.Tell(last);
        return last;
    }

    public static bool IsFinal(FaultRecord record)
        => record.State is FaultState.Recovered or FaultState.NotRecovered or FaultState.NoEffect or FaultState.Failed or FaultState.Stuck;
}

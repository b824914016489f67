using System.Diagnostics;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>Marks the span that a fault has hit, so that a trace tells an injected failure from a real one.</summary>
internal static class FaultSpan
{
    /// <summary>The attribute with the fault's id.</summary>
    public const string Key = "chaoslab.fault.id";

    public static void Mark(FaultSettings settings)
    {
        if (settings.FaultId is { } id) Activity.Current?.SetTag(Key, id);
    }
}

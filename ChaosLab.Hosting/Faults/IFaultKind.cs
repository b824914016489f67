using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults;

/// <summary>A kind of fault.</summary>
internal interface IFaultKind
{
    /// <summary>The name it is requested by.</summary>
    string Name { get; }

    /// <summary>What it does, for people.</summary>
    string Description { get; }

    /// <summary>What can be set.</summary>
    IReadOnlyList<FaultParameter> Parameters { get; }

    /// <summary>Where it works.</summary>
    FaultPlaces Where => FaultPlaces.Everywhere;

    /// <summary>How its effect is seen, by a caller that is independent of the injector; one sentence.</summary>
    string Observed { get; }

    /// <summary>How it is undone, and the undo verified; one sentence.</summary>
    string Undone { get; }

    /// <summary>Why it cannot act in this lab at all; null when it can.</summary>
    string? Unavailable => null;

    /// <summary>Whether it can act on a resource at all.</summary>
    bool ActsOn(IResource resource);

    /// <summary>Checks the state of the target and makes the fault; nothing has happened yet.</summary>
    /// <exception cref="FaultRefusedException">The state does not allow it.</exception>
    IFault Prepare(IResource target, FaultOrder order);

    /// <summary>
    /// Whether its effect stays when the processes and containers of the lab end, as a setting in a data directory does. It is undone
    /// before a stop, and the journal keeps it open until that is proven. Most kinds leave nothing: what they change dies with its holder.
    /// </summary>
    bool Outlasts => false;

    /// <summary>Undoes what an earlier run of the lab may have left of this kind on a resource that runs again; safe to repeat.</summary>
    /// <exception cref="Exception">It could not be undone, or that is not proven.</exception>
    Task UndoLeftoverAsync(IResource target, CancellationToken ct) => Task.CompletedTask;
}

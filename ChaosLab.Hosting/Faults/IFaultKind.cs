using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Hosting.Faults;

/// <summary>A kind of fault.</summary>
internal interface IFaultKind
{
    /// <summary>The name it is requested by.</summary>
    string Name { get; }

    /// <summary>What it does, for people.</summary>
    string Description { get; }

    /// <summary>What can be set; each name is a property of <see cref="FaultRequest"/> in camel case.</summary>
    IReadOnlyList<FaultParameter> Parameters { get; }

    /// <summary>Whether it can act on a resource at all.</summary>
    bool ActsOn(IResource resource);

    /// <summary>Checks the state of the target and makes the fault; nothing has happened yet.</summary>
    /// <exception cref="FaultRefusedException">The state does not allow it.</exception>
    IFault Prepare(IResource target, FaultRequest request);
}

namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>A part of the lab's state that changes as a whole; in camel case on the wire.</summary>
public enum LabPart
{
    /// <summary><c>/resources</c>.</summary>
    Resources,

    /// <summary><c>/faults/recent</c>; the edges and resources on which they act change with them.</summary>
    Faults,

    /// <summary><c>/halt</c>.</summary>
    Halt,
}

namespace ChaosLab.Hosting.Edges;

/// <summary>All instances of a critical service together, as a target of faults. It is no resource of the application: nothing of its own runs.</summary>
internal sealed class LabService(string name) : Resource(name)
{
    /// <summary>Its instances, those among them that nobody has started.</summary>
    public List<IResource> Instances { get; } = [];
}

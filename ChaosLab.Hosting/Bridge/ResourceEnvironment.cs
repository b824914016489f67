using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Reads what the app model set in a resource's environment, as the host published it.</summary>
internal sealed class ResourceEnvironment(ResourceMonitor monitor, LabResource lab)
{
    /// <summary>The variables without their secrets; what a resource inherited from this machine is nobody's business.</summary>
    public IReadOnlyList<EnvironmentValue> Read(IResource resource)
        => monitor.Of(resource).Snapshot is { EnvironmentVariables.IsDefault: false } snapshot
            ? EnvironmentMask.Apply(
                snapshot.EnvironmentVariables.Where(variable => variable.IsFromSpec).Select(variable => (variable.Name, variable.Value)), [lab.Token])
            : [];
}

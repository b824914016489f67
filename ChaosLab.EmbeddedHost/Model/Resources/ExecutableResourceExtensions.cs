using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Finds programs in the application.</summary>
public static class ExecutableResourceExtensions
{
    /// <summary>The executables of the application.</summary>
    public static IEnumerable<ExecutableResource> GetExecutableResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.OfType<ExecutableResource>();
    }
}

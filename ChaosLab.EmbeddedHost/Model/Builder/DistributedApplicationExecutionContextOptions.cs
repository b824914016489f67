namespace Aspire.Hosting;

/// <summary>How a context is made.</summary>
/// <param name="operation">Run or publish.</param>
public class DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation)
{
    /// <summary>Run or publish.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>The application's services, once it is built.</summary>
    public IServiceProvider? Services { get; set; }
}

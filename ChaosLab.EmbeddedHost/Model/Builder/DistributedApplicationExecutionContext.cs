namespace Aspire.Hosting;

/// <summary>What the AppHost is run for.</summary>
/// <param name="options">Run or publish, and the services.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationExecutionContextOptions options)
{
    /// <summary>Makes a context without services.</summary>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
        : this(new DistributedApplicationExecutionContextOptions(operation))
    {
    }

    /// <summary>Run or publish.</summary>
    public DistributedApplicationOperation Operation => options.Operation;

    /// <summary>Whether it runs.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether it publishes.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>The application's services, once it is built.</summary>
    /// <exception cref="InvalidOperationException">It is not built.</exception>
    public IServiceProvider Services => options.Services
        ?? throw new InvalidOperationException("The application's services are not available before it is built.");
}

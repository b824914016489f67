namespace Aspire.Hosting.ApplicationModel;

/// <summary>Who asks for a value.</summary>
public class ValueProviderContext
{
    /// <summary>How the AppHost is run, or null.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that needs the value, or null.</summary>
    public IResource? Caller { get; init; }

    /// <summary>The network the value is used in, or null for that of the caller.</summary>
    public NetworkIdentifier? Network { get; init; }
}

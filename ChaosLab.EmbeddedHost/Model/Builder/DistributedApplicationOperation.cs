namespace Aspire.Hosting;

/// <summary>What an AppHost is run for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>To run the application.</summary>
    Run,

    /// <summary>To write how it is deployed.</summary>
    Publish,
}

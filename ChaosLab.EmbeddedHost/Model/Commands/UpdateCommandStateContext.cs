namespace Aspire.Hosting.ApplicationModel;

/// <summary>What decides a command's state.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>The resource's snapshot.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }
}

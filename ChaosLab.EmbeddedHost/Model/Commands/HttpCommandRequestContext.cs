namespace Aspire.Hosting.ApplicationModel;

/// <summary>A request that a command is about to send.</summary>
public sealed class HttpCommandRequestContext
{
    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The resource instance.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Where it goes.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>Ends with the call.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Who sends it.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The request.</summary>
    public required HttpRequestMessage Request { get; init; }

    /// <summary>The arguments of the command.</summary>
    public InteractionInputCollection Arguments { get; init; } = new([]);
}

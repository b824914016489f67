namespace Aspire.Hosting.ApplicationModel;

/// <summary>The answer to a request that a command sent.</summary>
public sealed class HttpCommandResultContext
{
    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The resource instance.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Where the request went.</summary>
    public required EndpointReference Endpoint { get; init; }

    /// <summary>Ends with the call.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Who sent it.</summary>
    public required HttpClient HttpClient { get; init; }

    /// <summary>The answer.</summary>
    public required HttpResponseMessage Response { get; init; }

    /// <summary>The arguments of the command.</summary>
    public InteractionInputCollection Arguments { get; init; } = new([]);
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a runtime arguments callback works on.</summary>
/// <param name="args">The arguments.</param>
/// <param name="cancellationToken">Ends with the start.</param>
public sealed class ContainerRuntimeArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    /// <summary>The arguments.</summary>
    public IList<object> Args { get; } = args;

    /// <summary>Ends with the start.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}

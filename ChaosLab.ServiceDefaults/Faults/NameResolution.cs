namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>
/// Stands before the resolution of service names: while a fault acts on a name, every request to it resolves it anew, so that
/// connections which are open already are not used.
/// </summary>
internal sealed class NameResolution(ActiveFaults faults) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var fault in faults.Now)
        {
            if (fault is INameFault name && request.RequestUri is { } address && name.Host == address.Host)
                await name.ResolveAsync(address, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}

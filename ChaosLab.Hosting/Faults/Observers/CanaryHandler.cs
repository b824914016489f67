namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>Says of each request that a canary sends it: services keep no trace of it (ChaosLab.ServiceDefaults, CanaryRequest).</summary>
internal sealed class CanaryHandler : DelegatingHandler
{
    public const string Header = "X-ChaosLab-Canary";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation(Header, "1");
        return base.SendAsync(request, cancellationToken);
    }
}

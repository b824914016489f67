using System.Text;

namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>Posts a request that may be repeated without harm; well is any answer but a 5xx.</summary>
internal sealed class OutageObserver(HttpMessageInvoker http, EndpointReference endpoint, OutageSwitchAnnotation outage) : IObserver
{
    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url + outage.ProbePath)
        {
            Content = new StringContent(outage.ProbeBody, Encoding.UTF8, "application/json"),
        };
        request.Headers.ConnectionClose = true;
        using var response = await http.SendAsync(request, ct);
        return (int)response.StatusCode < 500;
    }
}

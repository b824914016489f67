namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>A GET; well is an answer that the predicate accepts.</summary>
internal sealed class HttpObserver(HttpMessageInvoker http, EndpointReference endpoint, string path, Func<HttpResponseMessage, bool> isWell) : IObserver
{
    public async Task<bool> IsWellAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.Url + path);
        request.Headers.ConnectionClose = true;
        using var response = await http.SendAsync(request, ct);
        return isWell(response);
    }
}

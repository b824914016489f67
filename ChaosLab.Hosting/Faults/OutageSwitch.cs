using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults;

/// <summary>Sets the outage switch of a service.</summary>
internal sealed class OutageSwitch(LabResource lab) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <exception cref="InvalidOperationException">The service does not accept it.</exception>
    public async Task SetAsync(IResourceWithEndpoints service, bool enabled, double? seconds, CancellationToken ct)
    {
        var path = service.Annotations.OfType<OutageSwitchAnnotation>().Last().Path;
        using var request = new HttpRequestMessage(HttpMethod.Put, service.GetEndpoint("http").Url + path)
        {
            Content = JsonContent.Create(seconds is { } length ? (object)new { enabled, forSeconds = length } : new { enabled }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", lab.Token) },
        };
        try
        {
            using var response = await _http.SendAsync(request, ct);
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"'{service.Name}' refuses its outage switch: HTTP {(int)response.StatusCode}.");
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new InvalidOperationException($"The outage switch of '{service.Name}' cannot be reached: {error.Message}", error);
        }
    }

    public void Dispose() => _http.Dispose();
}

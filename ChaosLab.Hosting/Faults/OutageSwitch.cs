using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChaosLab.Hosting.Bridge.Wire;
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
    public Task EndAsync(IResourceWithEndpoints service, CancellationToken ct) => SetAsync(service, new Command(false), ct);

    /// <param name="service">Whose.</param>
    /// <param name="seconds">How long it lasts; null means until it is ended.</param>
    /// <param name="fault">The fault that it is, as traces and logs are to tell it; null means none.</param>
    /// <param name="run">The run that injected it, or null.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidOperationException">The service does not accept it.</exception>
    public Task BeginAsync(IResourceWithEndpoints service, double? seconds, string? fault, string? run, CancellationToken ct)
        => SetAsync(service, new Command(true, seconds, fault, run), ct);

    public void Dispose() => _http.Dispose();

    private async Task SetAsync(IResourceWithEndpoints service, Command command, CancellationToken ct)
    {
        var path = service.Annotations.OfType<OutageSwitchAnnotation>().Last().Path;
        using var request = new HttpRequestMessage(HttpMethod.Put, service.GetEndpoint("http").Url + path)
        {
            Content = JsonContent.Create(command, options: WireJson.Options),
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

    private sealed record Command(bool Enabled, double? ForSeconds = null, string? Fault = null, string? Run = null);
}

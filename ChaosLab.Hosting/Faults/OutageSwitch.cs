using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults;

/// <summary>Sets the outage switch of a service, which holds the lease: without a renewal it ends the outage by itself.</summary>
internal sealed class OutageSwitch(LabResource lab) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        // Less than a lease: a renewal that takes longer is of no use any more.
        Timeout = TimeSpan.FromSeconds(3),
    };

    /// <exception cref="InvalidOperationException">The service does not accept it.</exception>
    public async Task EndAsync(IResourceWithEndpoints service, CancellationToken ct)
    {
        using var response = await PutAsync(service, new Command(false), renew: false, ct);
        RequireAccepted(service, response);
    }

    /// <param name="service">Whose.</param>
    /// <param name="lease">How long it lasts without renewal.</param>
    /// <param name="fault">The fault that it is, as traces and logs are to tell it; null means none.</param>
    /// <param name="run">The run that injected it, or null.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidOperationException">The service does not accept it.</exception>
    public async Task BeginAsync(IResourceWithEndpoints service, TimeSpan lease, string? fault, string? run, CancellationToken ct)
    {
        using var response = await PutAsync(service, new Command(true, lease.TotalSeconds, fault, run), renew: false, ct);
        RequireAccepted(service, response);
    }

    /// <summary>Prolongs an outage; false when there is none any more.</summary>
    /// <exception cref="InvalidOperationException">The service does not accept it.</exception>
    public async Task<bool> RenewAsync(IResourceWithEndpoints service, TimeSpan lease, string? fault, string? run, CancellationToken ct)
    {
        using var response = await PutAsync(service, new Command(true, lease.TotalSeconds, fault, run), renew: true, ct);
        if (response.StatusCode == HttpStatusCode.PreconditionFailed) return false;
        RequireAccepted(service, response);
        return true;
    }

    /// <summary>Whether it is on, as the service says.</summary>
    /// <exception cref="InvalidOperationException">The service does not say.</exception>
    public async Task<bool> IsOnAsync(IResourceWithEndpoints service, CancellationToken ct)
    {
        using var response = await SendAsync(service, HttpMethod.Get, _ => { }, ct);
        RequireAccepted(service, response);
        return (await response.Content.ReadFromJsonAsync<Status>(WireJson.Options, ct))?.IsOn
            ?? throw new InvalidOperationException($"'{service.Name}' does not say whether its outage switch is on.");
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpResponseMessage> PutAsync(IResourceWithEndpoints service, Command command, bool renew, CancellationToken ct)
        => SendAsync(service, HttpMethod.Put, request =>
        {
            request.Content = JsonContent.Create(command, options: WireJson.Options);
            if (renew) request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        }, ct);

    private async Task<HttpResponseMessage> SendAsync(IResourceWithEndpoints service, HttpMethod method, Action<HttpRequestMessage> fill, CancellationToken ct)
    {
        var path = service.Annotations.OfType<OutageSwitchAnnotation>().Last().Path;
        using var request = new HttpRequestMessage(method, service.GetEndpoint("http").Url + path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", lab.Token) },
        };
        fill(request);
        try
        {
            return await _http.SendAsync(request, ct);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new InvalidOperationException($"The outage switch of '{service.Name}' cannot be reached: {error.Message}", error);
        }
    }

    private static void RequireAccepted(IResourceWithEndpoints service, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"'{service.Name}' refuses its outage switch: HTTP {(int)response.StatusCode}.");
    }

    private sealed record Command(bool Enabled, double? ForSeconds = null, string? Fault = null, string? Run = null);

    private sealed record Status([property: JsonPropertyName("failMode")] bool? IsOn);
}

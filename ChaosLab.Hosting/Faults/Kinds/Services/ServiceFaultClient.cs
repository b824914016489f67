using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>Switches faults inside services, which hold their leases (<c>/chaos/faults</c>).</summary>
internal sealed class ServiceFaultClient(LabResource lab) : IDisposable
{
    private const string Path = "/chaos/faults";

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        ActivityHeadersPropagator = null,
    })
    {
        // Less than a lease: a renewal that takes longer is of no use any more.
        Timeout = TimeSpan.FromSeconds(3),
    };

    /// <summary>Starts a fault.</summary>
    /// <exception cref="InvalidOperationException">The service does not accept it; the message says why.</exception>
    public async Task StartAsync(IResourceWithEndpoints service, string id, ServiceFaultOrder order, TimeSpan lease, CancellationToken ct)
    {
        using var request = Request(service, HttpMethod.Put, id, Body(order, lease));
        try
        {
            using var response = await _http.SendAsync(request, ct);
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"'{service.Name}' refuses the fault: {await ReasonAsync(response, ct)}");
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new InvalidOperationException($"'{service.Name}' cannot be reached to take the fault: {error.Message}", error);
        }
    }

    /// <summary>Prolongs a fault's lease; false when the service has let go of it.</summary>
    /// <exception cref="HttpRequestException">The service does not answer, or answers something else.</exception>
    public async Task<bool> RenewAsync(IResourceWithEndpoints service, string id, ServiceFaultOrder order, TimeSpan lease, CancellationToken ct)
    {
        using var request = Request(service, HttpMethod.Put, id, Body(order, lease));
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var response = await _http.SendAsync(request, ct);
        if (response.StatusCode == HttpStatusCode.PreconditionFailed) return false;
        response.EnsureSuccessStatusCode();
        return true;
    }

    /// <summary>Ends a fault, or all of a service when the id is empty; that there is none is well.</summary>
    /// <exception cref="HttpRequestException">The service does not answer, or refuses.</exception>
    public async Task RemoveAsync(IResourceWithEndpoints service, string id, CancellationToken ct)
    {
        using var request = Request(service, HttpMethod.Delete, id, body: null);
        using var response = await _http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The faults that act in a service, as the service says.</summary>
    /// <exception cref="HttpRequestException">The service does not answer, or refuses.</exception>
    public async Task<IReadOnlyList<(string Id, string Kind)>> ListAsync(IResourceWithEndpoints service, CancellationToken ct)
    {
        using var request = Request(service, HttpMethod.Get, id: "", body: null);
        using var response = await _http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), default, ct);
        return [.. body.RootElement.GetProperty("faults").EnumerateArray().Select(fault => (fault.GetProperty("id").GetString()!, fault.GetProperty("kind").GetString()!))];
    }

    /// <summary>Whether a fault acts in a service, as the service says.</summary>
    /// <exception cref="HttpRequestException">The service does not answer, or refuses.</exception>
    public async Task<bool> HasAsync(IResourceWithEndpoints service, string id, CancellationToken ct)
    {
        using var request = Request(service, HttpMethod.Get, id, body: null);
        using var response = await _http.SendAsync(request, ct);
        if (response.StatusCode == HttpStatusCode.NotFound) return false;
        response.EnsureSuccessStatusCode();
        return true;
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(IResourceWithEndpoints service, HttpMethod method, string id, object? body) => new(
        method, service.GetEndpoint("http").Url + (id.Length == 0 ? Path : $"{Path}/{id}"))
    {
        Content = body is null ? null : JsonContent.Create(body),
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", lab.Token) },
    };

    private static object Body(ServiceFaultOrder order, TimeSpan lease)
        => new { kind = order.Kind, ttlMs = (long)lease.TotalMilliseconds, settings = order.Settings, fault = order.Fault, run = order.Run };

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
            return problem.GetProperty("detail").GetString() ?? $"HTTP {(int)response.StatusCode}";
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or NotSupportedException)
        {
            return $"HTTP {(int)response.StatusCode}";
        }
    }
}

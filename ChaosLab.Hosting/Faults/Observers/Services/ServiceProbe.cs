using System.Diagnostics;
using System.Text;

namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>One request to a service, over a connection of its own each time.</summary>
internal sealed class ServiceProbe(HttpMessageInvoker http, EndpointReference endpoint, HttpMethod method, string path)
{
    /// <summary>Asks once.</summary>
    /// <param name="body">What is sent as JSON, or null.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="HttpRequestException">No answer came.</exception>
    public async Task<ProbeReading> AskAsync(string? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, endpoint.Url + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.ConnectionClose = true;
        var clock = Stopwatch.StartNew();
        using var response = await http.SendAsync(request, ct);
        var said = await response.Content.ReadAsStringAsync(ct);
        return new ProbeReading((int)response.StatusCode, said, clock.Elapsed);
    }
}

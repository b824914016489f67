using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>JSON over HTTP with a server of the lab on loopback, with the token of this run.</summary>
/// <remarks>Each call throws <see cref="BridgeException"/> when the server cannot be reached or refuses.</remarks>
internal sealed class JsonConnection : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _who;

    /// <param name="server">Who is called, for messages: <c>The AppHost</c>.</param>
    /// <param name="address">Its base address.</param>
    /// <param name="token">The token of this run.</param>
    public JsonConnection(string server, Uri address, string token)
    {
        _who = server;

        // No system proxy: the bridge is on loopback, and the token is for nobody else.
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),
        };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        // Who asks, for the audit; escaped, because a user's name may hold anything.
        _http.DefaultRequestHeaders.Add("X-ChaosLab-Who", Uri.EscapeDataString($"{Environment.UserName} (pid {Environment.ProcessId})"));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a request and reads the answer; an empty one is the default of <typeparamref name="T"/>.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, TimeSpan within, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(within);
        try
        {
            using var response = await OpenAsync(method, path, body, limit.Token);
            var content = await response.Content.ReadAsByteArrayAsync(limit.Token);
            return content.Length == 0 ? default! : JsonSerializer.Deserialize<T>(content, WireJson.Options)!;
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            throw BridgeException.Unreachable(_who, _http.BaseAddress!, new TimeoutException($"no answer within {within.TotalSeconds:0} s", error));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            throw BridgeException.Unreachable(_who, _http.BaseAddress!, error);
        }
    }

    /// <summary>The records of an answer that holds one per line, each as soon as it comes.</summary>
    public async IAsyncEnumerable<T> RecordsAsync<T>(
        HttpMethod method, string path, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in LinesAsync(method, path, ct))
        {
            if (line.Length == 0) continue;
            T? record;
            try
            {
                record = JsonSerializer.Deserialize<T>(line, WireJson.Options);
            }
            catch (JsonException error)
            {
                throw BridgeException.Unreachable(_who, _http.BaseAddress!, error);
            }

            if (record is not null) yield return record;
        }
    }

    /// <summary>The lines of an answer, each as soon as it comes.</summary>
    public async IAsyncEnumerable<string> LinesAsync(
        HttpMethod method, string path, [EnumeratorCancellation] CancellationToken ct)
    {
        HttpResponseMessage response;
        StreamReader reader;
        try
        {
            response = await OpenAsync(method, path, null, ct);
            reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        }
        catch (HttpRequestException error)
        {
            throw BridgeException.Unreachable(_who, _http.BaseAddress!, error);
        }

        using (response)
        using (reader)
        {
            while (await NextLineAsync(reader, ct) is { } line) yield return line;
        }
    }

    private async Task<string?> NextLineAsync(StreamReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadLineAsync(ct);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw BridgeException.Unreachable(_who, _http.BaseAddress!, error);
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: WireJson.Options);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.IsSuccessStatusCode) return response;

        using (response)
        {
            var (title, detail) = await ReadProblemAsync(response, ct);
            throw BridgeException.Refused(_who, response.StatusCode, title, detail);
        }
    }

    private async Task<(string? Title, string? Detail)> ReadProblemAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized) return ("Unauthorized", $"{_who} does not accept the token.");
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
            if (problem.ValueKind != JsonValueKind.Object) return (null, null);
            return (Text(problem, "title"), Text(problem, "detail"));
        }
        catch (Exception error) when (error is JsonException or IOException or HttpRequestException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement problem, string name)
        => problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

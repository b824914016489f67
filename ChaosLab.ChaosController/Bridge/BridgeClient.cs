using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>The typed way to the AppHost's control bridge; the command line and the service both go through it.</summary>
/// <remarks>Each call throws <see cref="BridgeException"/> when the bridge cannot be reached or refuses.</remarks>
internal sealed class BridgeClient : IDisposable
{
    /// <summary>Questions are answered from memory.</summary>
    private static readonly TimeSpan QuestionLimit = TimeSpan.FromSeconds(10);

    /// <summary>A command may stop a database gracefully, or start a container.</summary>
    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(2);

    /// <summary>A beat that takes longer is of no use any more.</summary>
    private static readonly TimeSpan BeatLimit = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;

    public BridgeClient(Uri bridge, string token)
    {
        // No system proxy: the bridge is on loopback, and the token is for nobody else.
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),
        };
        _http = new HttpClient(handler) { BaseAddress = bridge, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        // Who asks, for the audit; escaped, because a user's name may hold anything.
        _http.DefaultRequestHeaders.Add("X-ChaosLab-Who", Uri.EscapeDataString($"{Environment.UserName} (pid {Environment.ProcessId})"));
    }

    public BridgeClient(LabLocation location) : this(new Uri(location.BridgeUrl), location.Token)
    {
    }

    public Task<LabInfo> GetLabAsync(CancellationToken ct) => AskAsync<LabInfo>("lab", ct);

    public Task<ResourceStatus[]> GetResourcesAsync(CancellationToken ct) => AskAsync<ResourceStatus[]>("resources", ct);

    public Task<FaultKind[]> GetFaultKindsAsync(CancellationToken ct) => AskAsync<FaultKind[]>("faults", ct);

    public Task<FaultRecord[]> GetActiveFaultsAsync(CancellationToken ct) => AskAsync<FaultRecord[]>("faults/active", ct);

    public Task<FaultRecord> GetFaultAsync(string id, CancellationToken ct)
        => AskAsync<FaultRecord>($"faults/{Uri.EscapeDataString(id)}", ct);

    public Task<FaultRecord> InjectAsync(FaultRequest request, CancellationToken ct)
        => SendAsync<FaultRecord>(HttpMethod.Post, "faults", request, CommandLimit, ct);

    /// <summary>Lifts a fault now.</summary>
    public Task<FaultRecord?> LiftAsync(string id, CancellationToken ct)
        => SendAsync<FaultRecord?>(HttpMethod.Delete, $"faults/{Uri.EscapeDataString(id)}", null, CommandLimit, ct);

    public Task<CommandOutcome> ExecuteAsync(string resource, string command, CommandRequest request, CancellationToken ct)
        => SendAsync<CommandOutcome>(
            HttpMethod.Post,
            $"resources/{Uri.EscapeDataString(resource)}/commands/{Uri.EscapeDataString(command)}",
            request, CommandLimit, ct);

    /// <summary>The edges with their live figures; takes half a second, in which requests are counted.</summary>
    public Task<EdgeStatus[]> GetEdgesAsync(CancellationToken ct) => AskAsync<EdgeStatus[]>("edges", ct);

    public Task<HaltStatus> GetHaltAsync(CancellationToken ct) => AskAsync<HaltStatus>("halt", ct);

    /// <summary>Undoes every fault and refuses new ones; returns when all is undone, or known not to be.</summary>
    public Task<HaltStatus> HaltAsync(HaltRequest request, CancellationToken ct)
        => SendAsync<HaltStatus>(HttpMethod.Post, "halt", request, CommandLimit, ct);

    /// <summary>Lets faults be injected again.</summary>
    public Task<HaltStatus> ReleaseAsync(CancellationToken ct) => SendAsync<HaltStatus>(HttpMethod.Delete, "halt", null, QuestionLimit, ct);

    /// <summary>Tells the AppHost that the controller lives.</summary>
    public Task BeatAsync(CancellationToken ct) => SendAsync<JsonElement?>(HttpMethod.Post, "heartbeat", null, BeatLimit, ct);

    /// <summary>Asks the AppHost to stop the lab and itself; returns when it has accepted.</summary>
    public Task ShutdownAsync(CancellationToken ct)
        => SendAsync<JsonElement?>(HttpMethod.Post, "shutdown", null, QuestionLimit, ct);

    /// <summary>A fault's changes, from where it stands to its end.</summary>
    public IAsyncEnumerable<FaultRecord> WatchFaultAsync(string id, CancellationToken ct)
        => RecordsAsync<FaultRecord>(HttpMethod.Get, $"faults/{Uri.EscapeDataString(id)}/events", ct);

    /// <summary>Undoes everything, telling each step; the last record says how it ended.</summary>
    public IAsyncEnumerable<RestoreProgress> RestoreAsync(CancellationToken ct)
        => RecordsAsync<RestoreProgress>(HttpMethod.Post, "restore", ct);

    /// <summary>The lines of a resource's log; with <paramref name="follow"/> until cancelled.</summary>
    public IAsyncEnumerable<string> ReadLogsAsync(string resource, bool follow, int tail, CancellationToken ct)
        => LinesAsync(
            HttpMethod.Get,
            $"resources/{Uri.EscapeDataString(resource)}/logs?follow={(follow ? "true" : "false")}&tail={tail}", ct);

    public void Dispose() => _http.Dispose();

    private Task<T> AskAsync<T>(string path, CancellationToken ct) => SendAsync<T>(HttpMethod.Get, path, null, QuestionLimit, ct);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, TimeSpan within, CancellationToken ct)
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
            throw BridgeException.Unreachable(_http.BaseAddress!, new TimeoutException($"no answer within {within.TotalSeconds:0} s", error));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            throw BridgeException.Unreachable(_http.BaseAddress!, error);
        }
    }

    private async IAsyncEnumerable<T> RecordsAsync<T>(
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
                throw BridgeException.Unreachable(_http.BaseAddress!, error);
            }

            if (record is not null) yield return record;
        }
    }

    private async IAsyncEnumerable<string> LinesAsync(
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
            throw BridgeException.Unreachable(_http.BaseAddress!, error);
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
            throw BridgeException.Unreachable(_http.BaseAddress!, error);
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
            throw BridgeException.Refused(response.StatusCode, title, detail);
        }
    }

    private static async Task<(string? Title, string? Detail)> ReadProblemAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized) return ("Unauthorized", "The AppHost does not accept the token.");
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

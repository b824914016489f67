using System.Net;
using System.Text.Json;
using Shouldly;

namespace ChaosLab.Tests.Proxy;

/// <summary>One edge of a running proxy; it is deleted when the test is over.</summary>
internal sealed class ProxyEdge(ProxyProgram proxy, string name, int port) : IAsyncDisposable
{
    public string Name { get; } = name;

    /// <summary>Where callers connect to.</summary>
    public int Port { get; } = port;

    public string Path { get; } = "proxies/" + Uri.EscapeDataString(name);

    public Task<Caller> CallAsync() => Caller.ConnectAsync(Port);

    /// <summary>Adds a toxic and gives its name.</summary>
    public async Task<string> AddAsync(string type, object attributes, string stream = "downstream", double toxicity = 1, object? ttl = null, string? toxic = null, long? seed = null)
    {
        var body = new Dictionary<string, object?> { ["type"] = type, ["attributes"] = attributes, ["stream"] = stream, ["toxicity"] = toxicity };
        if (ttl is not null) body["ttl"] = ttl;
        if (toxic is not null) body["name"] = toxic;
        if (seed is not null) body["seed"] = seed;
        var (status, answer) = await proxy.SendAsync(HttpMethod.Post, Path + "/toxics", body);
        status.ShouldBe(HttpStatusCode.OK, answer);
        return JsonDocument.Parse(answer).RootElement.GetProperty("name").GetString()!;
    }

    public async Task ChangeAsync(string toxic, object body)
    {
        var (status, answer) = await proxy.SendAsync(HttpMethod.Patch, $"{Path}/toxics/{toxic}", body);
        status.ShouldBe(HttpStatusCode.OK, answer);
    }

    public async Task RemoveAsync(string toxic)
    {
        var (status, answer) = await proxy.SendAsync(HttpMethod.Delete, $"{Path}/toxics/{toxic}");
        status.ShouldBe(HttpStatusCode.NoContent, answer);
    }

    public async Task<int> ToxicsAsync()
    {
        var (_, answer) = await proxy.SendAsync(HttpMethod.Get, Path + "/toxics");
        return JsonDocument.Parse(answer).RootElement.GetArrayLength();
    }

    /// <summary>The edge's live figures.</summary>
    public async Task<JsonElement> FiguresAsync()
    {
        var (_, answer) = await proxy.SendAsync(HttpMethod.Get, "edges");
        return JsonDocument.Parse(answer).RootElement.EnumerateArray().Single(edge => edge.GetProperty("name").GetString() == Name);
    }

    /// <summary>Bytes that the proxy has of this direction: read, and not yet taken by the receiver.</summary>
    public async Task<long> WaitingAsync(string stream)
    {
        var (_, metrics) = await proxy.SendAsync(HttpMethod.Get, "metrics");
        return Value("received") - Value("sent");

        long Value(string what)
        {
            var line = metrics.Split('\n').Single(line => line.StartsWith($"toxiproxy_proxy_{what}_bytes_total{{direction=\"{stream}\"", StringComparison.Ordinal)
                && line.Contains($"proxy=\"{Name}\"", StringComparison.Ordinal));
            return long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    public async ValueTask DisposeAsync() => await proxy.SendAsync(HttpMethod.Delete, Path);
}

using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using ChaosLab.Benchmarks.Proxy;

namespace ChaosLab.Benchmarks.Watch;

/// <summary>One tab of a Chromium of its own without a window, spoken to over the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/).</summary>
internal sealed class Tab : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _profile;
    private readonly StartedProgram _browser;
    private readonly ClientWebSocket _socket;
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _calls;

    private Tab(DirectoryInfo profile, StartedProgram browser, ClientWebSocket socket)
    {
        _profile = profile;
        _browser = browser;
        _socket = socket;
    }

    /// <exception cref="BenchmarkException">There is no Chromium, or it does not start.</exception>
    public static async Task<Tab> OpenAsync(Uri page)
    {
        var profile = Directory.CreateTempSubdirectory("chaoslab-bench-tab-");
        var port = StartedProgram.FreePort();
        var browser = await StartedProgram.StartAsync(
            "chromium",
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--window-size=1280,900",
                $"--user-data-dir={profile.FullName}", $"--remote-debugging-port={port}", "about:blank"],
            port);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Limit };
        using var opened = await http.PutAsync("/json/new?about:blank", null);
        var address = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("webSocketDebuggerUrl").GetString()!;
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(address), CancellationToken.None);
        var tab = new Tab(profile, browser, socket);
        await tab.CallAsync("Page.enable");
        await tab.CallAsync("Page.navigate", new { url = page.ToString() });
        return tab;
    }

    /// <summary>Collects the garbage, then counts.</summary>
    public async Task<TabSize> SizeAsync()
    {
        await CallAsync("HeapProfiler.collectGarbage");
        var counters = await CallAsync("Memory.getDOMCounters");
        var heap = await CallAsync("Runtime.getHeapUsage");
        return new TabSize(
            counters.GetProperty("nodes").GetInt32(), counters.GetProperty("jsEventListeners").GetInt32(), heap.GetProperty("usedSize").GetDouble() / (1 << 20));
    }

    /// <summary>What people read in a part of the page; empty when it is not there.</summary>
    public async Task<string> TextAsync(string selector)
    {
        var answer = await CallAsync("Runtime.evaluate", new { expression = $"document.querySelector({JsonSerializer.Serialize(selector)})?.innerText ?? ''", returnByValue = true });
        return answer.GetProperty("result").GetProperty("value").GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _browser.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A last process of the browser still writes; the folder is a temporary one.
        }

        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement> CallAsync(string method, object? parameters = null)
    {
        using var over = new CancellationTokenSource(Limit);
        var id = ++_calls;
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } }), WebSocketMessageType.Text, true, over.Token);
        while (true)
        {
            // Events come in between.
            var message = await ReceiveAsync(over.Token);
            if (!message.TryGetProperty("id", out var of) || of.GetInt32() != id) continue;
            return message.TryGetProperty("result", out var result)
                ? result
                : throw new BenchmarkException($"Chromium refused {method}: {message.GetProperty("error")}");
        }
    }

    private async Task<JsonElement> ReceiveAsync(CancellationToken ct)
    {
        using var message = new MemoryStream();
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer, ct);
            message.Write(_buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<JsonElement>(message.ToArray());
    }
}

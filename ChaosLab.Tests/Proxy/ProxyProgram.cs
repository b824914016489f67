using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChaosLab.Tests.Support;

namespace ChaosLab.Tests.Proxy;

/// <summary>A running ChaosLab.Proxy, as a user would start it, and its API.</summary>
internal sealed partial class ProxyProgram : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ProxyProgram(RunningProgram program, Uri api)
    {
        Program = program;
        Http = new HttpClient { BaseAddress = api, Timeout = Patience };
    }

    public RunningProgram Program { get; }

    public HttpClient Http { get; }

    public static async Task<ProxyProgram> StartAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var program = RunningProgram.Start(BuiltPrograms.Proxy, ["--api", "127.0.0.1:0", .. arguments], environment);
        try
        {
            await Eventually.BeTrueAsync(
                "the proxy is ready", _ => Task.FromResult(program.Output.Contains("\nready", StringComparison.Ordinal) || program.Output.StartsWith("ready", StringComparison.Ordinal)), Patience);
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }

        return new ProxyProgram(program, new Uri(ApiLine().Match(program.Output).Groups[1].Value));
    }

    /// <summary>Makes an edge on a free port.</summary>
    public async Task<ProxyEdge> EdgeAsync(int upstream, object? more = null, string? name = null)
    {
        var body = new Dictionary<string, object> { ["name"] = name ?? $"edge-{Guid.NewGuid():N}", ["upstream"] = $"127.0.0.1:{upstream}" };
        foreach (var property in more?.GetType().GetProperties() ?? []) body[property.Name] = property.GetValue(more)!;
        var (status, answer) = await SendAsync(HttpMethod.Post, "proxies", body);
        if (status != HttpStatusCode.Created) throw new InvalidOperationException(answer);
        var made = JsonDocument.Parse(answer).RootElement;
        var port = IPEndPoint.Parse(made.GetProperty("listen").GetString()!).Port;
        return new ProxyEdge(this, made.GetProperty("name").GetString()!, port);
    }

    /// <summary>Sends a request; a text body goes out as it is, anything else as JSON.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(
        HttpMethod method, string path, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is string text)
        {
            request.Content = new StringContent(text, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        else if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        change?.Invoke(request);
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Program.DisposeAsync();
    }

    [GeneratedRegex("^API: (.*)$", RegexOptions.Multiline)]
    private static partial Regex ApiLine();
}

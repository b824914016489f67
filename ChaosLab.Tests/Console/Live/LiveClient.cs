using System.Text;
using System.Text.Json;
using ChaosLab.Tests.Support;

namespace ChaosLab.Tests.Console.Live;

/// <summary>A page at <c>/api/live</c>.</summary>
internal sealed class LiveClient : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;
    private readonly StringBuilder _heard = new();

    private LiveClient(HttpResponseMessage response, StreamReader reader) => (_response, _reader) = (response, reader);

    /// <summary>All it was sent so far.</summary>
    public string Heard => _heard.ToString();

    public static async Task<LiveClient> OpenAsync(HttpClient http)
    {
        var response = await http.GetAsync("/api/live", HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new LiveClient(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event.</summary>
    public async Task<(string Name, JsonElement Data)> NextAsync(CancellationToken ct)
    {
        var name = "message";
        var data = "";
        while (await _reader.ReadLineAsync(ct) is { } line)
        {
            _heard.AppendLine(line);
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line["data: ".Length..];
            else if (line.Length == 0 && data.Length > 0) return (name, JsonDocument.Parse(data).RootElement);
        }

        throw new EndOfStreamException("The stream ended.");
    }

    /// <summary>The first event, which must be the whole state.</summary>
    public async Task<JsonElement> SnapshotAsync()
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        while (true)
        {
            var (name, data) = await NextAsync(limit.Token);
            if (name == "snapshot") return data;
            if (name != "ping") throw new InvalidOperationException($"'{name}' came before the snapshot.");
        }
    }

    /// <summary>Reads on to an event that holds a part as wanted, and gives the part.</summary>
    public async Task<JsonElement> UntilAsync(string what, string part, Func<JsonElement, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        var seen = "nothing";
        try
        {
            while (true)
            {
                var (_, data) = await NextAsync(limit.Token);
                if (!data.TryGetProperty(part, out var value)) continue;
                if (wanted(value)) return value;
                seen = value.GetRawText();
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{what}: not within {Eventually.Limit.TotalSeconds:0} s; last seen: {seen}");
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}

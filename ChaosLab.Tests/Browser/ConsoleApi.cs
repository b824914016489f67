using System.Text.Json;
using ChaosLab.Tests.Support;
using Microsoft.Playwright;

namespace ChaosLab.Tests.Browser;

/// <summary>The chaos service as a page that is signed in calls it.</summary>
internal sealed class ConsoleApi : IAsyncDisposable
{
    private static readonly string[] Present = ["requested", "active", "lifted"];

    private readonly IAPIRequestContext _requests;

    private ConsoleApi(IAPIRequestContext requests) => _requests = requests;

    public static async Task<ConsoleApi> OpenAsync(IPlaywright playwright, string origin, string session)
        => new(await playwright.APIRequest.NewContextAsync(new APIRequestNewContextOptions
        {
            BaseURL = origin,
            StorageState = session,
            ExtraHTTPHeaders = new Dictionary<string, string> { ["Origin"] = origin },
        }));

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await _requests.GetAsync(path));

    public async Task<JsonElement> PostAsync(string path, object body)
        => await ReadAsync(await _requests.PostAsync(path, new APIRequestContextOptions { DataObject = body }));

    public async Task<JsonElement> DeleteAsync(string path) => await ReadAsync(await _requests.DeleteAsync(path));

    /// <summary>Injects a fault and waits until it acts.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> InjectAsync(string kind, string target, int seconds, params (string Name, string Value)[] settings)
    {
        var fault = await PostAsync("/api/faults", new Dictionary<string, object>
        {
            ["kind"] = kind,
            ["target"] = target,
            ["forSeconds"] = seconds,
            ["owner"] = "test",
            ["settings"] = settings.ToDictionary(setting => setting.Name, setting => setting.Value),
        });
        var id = fault.GetProperty("id").GetString()!;
        await Eventually.BeAsync($"{kind} on {target} acts", _ => GetAsync($"/api/faults/{id}"), seen => seen.TryGetProperty("actedAt", out var _));
        return id;
    }

    /// <summary>Starts traffic, once nobody else's is on its way.</summary>
    public Task<JsonElement> StartTrafficAsync(int rate, int seconds) => PostAsync("/api/load", new { rate, seconds });

    /// <summary>Waits until every fault has ended and what it disturbed has recovered.</summary>
    public Task QuietAsync()
        => Eventually.BeAsync("no fault acts", async _ =>
            (await GetAsync("/api/faults/active")).EnumerateArray().Select(fault => $"{fault.GetProperty("kind")} on {fault.GetProperty("target")}: {fault.GetProperty("state")}")
                .Where(fault => Present.Any(state => fault.EndsWith(state, StringComparison.Ordinal))).ToArray(), left => left.Length == 0);

    /// <summary>Ends whatever a test may have left: load, faults, a halt.</summary>
    public async Task TidyAsync()
    {
        await _requests.DeleteAsync("/api/load");
        foreach (var fault in (await GetAsync("/api/faults/active")).EnumerateArray())
        {
            await _requests.DeleteAsync($"/api/faults/{fault.GetProperty("id").GetString()}");
        }

        if ((await GetAsync("/api/halt")).GetProperty("halted").GetBoolean()) await DeleteAsync("/api/halt");
        await QuietAsync();
    }

    public ValueTask DisposeAsync() => _requests.DisposeAsync();

    private static async Task<JsonElement> ReadAsync(IAPIResponse answer)
    {
        var text = await answer.TextAsync();
        if (!answer.Ok) throw new InvalidOperationException($"{answer.Url} answered {answer.Status}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.ChaosController.Api;
using ChaosLab.ChaosController.Console.Live;
using ChaosLab.ChaosController.Trust;
using ChaosLab.Tests.ChaosController;
using ChaosLab.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace ChaosLab.Tests.Running;

/// <summary>The chaos service over real HTTP, in front of a bridge with scripted answers; runs lie in a directory of its own.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("chaoslab-runs-");
    private readonly WebApplication _app;

    private RunningService(FakeBridge bridge)
    {
        Bridge = bridge;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.Configuration["Lab:RunsDirectory"] = Path.Combine(_data.FullName, "runs");
        _app = ControllerService.Build(
            builder, new ServiceSettings(new Uri(bridge.Url), FakeBridge.Token, Path.Combine(_data.FullName, "audit.jsonl"), "http://127.0.0.1:0"));
    }

    public FakeBridge Bridge { get; }

    public string Url => _app.Urls.Single();

    /// <summary>What pages that watch are told by.</summary>
    public LiveFeed Feed => _app.Services.GetRequiredService<LiveFeed>();

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    public static async Task<RunningService> StartAsync()
    {
        var service = new RunningService(await FakeBridge.StartAsync());
        await service._app.StartAsync();
        service.Client.BaseAddress = new Uri(service.Url);
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FakeBridge.Token);
        return service;
    }

    /// <summary>Stops it as a signal would.</summary>
    public Task StopAsync() => _app.StopAsync();

    public Task<HttpResponseMessage> PostAsync(string experiment) => Client.PostAsJsonAsync("/api/runs", new { text = experiment });

    /// <summary>Starts a run that must be accepted, and gives its status.</summary>
    public async Task<JsonElement> BeginAsync(string experiment)
    {
        using var response = await PostAsync(experiment);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(202, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task AbortAsync(string id)
    {
        using var response = await Client.PostAsJsonAsync($"/api/runs/{id}/abort", new { reason = "a test asks for it" });
        ((int)response.StatusCode).ShouldBe(202);
    }

    /// <summary>Waits until something of a kind has happened in a run.</summary>
    public static Task HappenedAsync(JsonElement run, string kind)
        => Eventually.BeTrueAsync($"{kind} in the journal", () => Journal(run).Any(line => line.GetProperty("kind").GetString() == kind));

    /// <summary>Waits for the run's end, and gives its record.</summary>
    public async Task<JsonElement> EndAsync(JsonElement run)
    {
        var id = run.GetProperty("id").GetString();
        await Eventually.BeTrueAsync("the run's end", async ct => !(await Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}", ct)).GetProperty("running").GetBoolean());
        return await Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}/record");
    }

    public async Task<JsonElement> RunAsync(string experiment) => await EndAsync(await BeginAsync(experiment));

    public static JsonElement[] Journal(JsonElement run)
    {
        using var reader = new StreamReader(new FileStream(
            Path.Combine(run.GetProperty("folder").GetString()!, "journal.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public static string VerdictOf(JsonElement record) => record.GetProperty("judgement").GetProperty("verdict").GetString()!;

    public static string ReasonsOf(JsonElement record) => record.GetProperty("judgement").GetProperty("reasons").ToString();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Bridge.DisposeAsync();
        _data.Delete(recursive: true);
    }
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.ChaosController.Api;
using ChaosLab.ChaosController.Trust;
using ChaosLab.Tests.ChaosController;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace ChaosLab.Tests.Console;

/// <summary>The chaos service over real HTTP with pages, experiments and runs of its own, in front of a bridge with scripted answers.</summary>
internal sealed class ConsoleService : IAsyncDisposable
{
    public const string Page = "<!doctype html><title>The console</title>";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("chaoslab-console-");
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false };
    private WebApplication _app = null!;

    private ConsoleService(FakeBridge bridge)
    {
        Bridge = bridge;
        Client = new HttpClient(_handler);
    }

    public FakeBridge Bridge { get; }

    /// <summary>No token, no cookies, no redirects followed: each test says what it sends.</summary>
    public HttpClient Client { get; }

    public int Port => Client.BaseAddress!.Port;

    /// <summary>The origin under which a browser has the pages.</summary>
    public string Origin => $"http://localhost:{Port}";

    public string Pages => Path.Combine(_data.FullName, "pages");

    public string Experiments => Path.Combine(_data.FullName, "experiments");

    public string Runs => Path.Combine(_data.FullName, "runs");

    public string[] Audit
    {
        get
        {
            var path = Path.Combine(_data.FullName, "audit.jsonl");
            if (!File.Exists(path)) return [];
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    public static async Task<ConsoleService> StartAsync(bool built = true)
    {
        var service = new ConsoleService(await FakeBridge.StartAsync());
        foreach (var directory in (string[])[service.Experiments, service.Runs]) Directory.CreateDirectory(directory);
        if (built) service.WritePages();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.Configuration["Lab:ConsoleDirectory"] = service.Pages;
        builder.Configuration["Lab:ExperimentsDirectory"] = service.Experiments;
        builder.Configuration["Lab:RunsDirectory"] = service.Runs;
        service._app = ControllerService.Build(builder, new ServiceSettings(
            new Uri(service.Bridge.Url), FakeBridge.Token, Path.Combine(service._data.FullName, "audit.jsonl"), "http://127.0.0.1:0"));
        await service._app.StartAsync();
        service.Client.BaseAddress = new Uri($"http://localhost:{new Uri(service._app.Urls.Single()).Port}");
        return service;
    }

    /// <summary>Makes a link, as <c>./lab console</c> does.</summary>
    public async Task<Uri> CreateLinkAsync()
    {
        using var response = await SendAsync(HttpMethod.Post, "/api/console/links", token: FakeBridge.Token);
        ((int)response.StatusCode).ShouldBe(201);
        return new Uri((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!);
    }

    /// <summary>Signs in and gives the cookie as a browser sends it: <c>name=value</c>.</summary>
    public async Task<string> SignInAsync()
    {
        using var response = await Client.GetAsync(await CreateLinkAsync());
        ((int)response.StatusCode).ShouldBe(303);
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? token = null, string? cookie = null, string? origin = null, string? accept = null, HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await _app.DisposeAsync();
        await Bridge.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private void WritePages()
    {
        Directory.CreateDirectory(Path.Combine(Pages, "assets"));
        File.WriteAllText(Path.Combine(Pages, "index.html"), Page);
        File.WriteAllText(Path.Combine(Pages, "icon.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        File.WriteAllText(Path.Combine(Pages, "assets", "index-abc123.js"), "export {};");
    }
}

using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.ServiceDefaults;
using ChaosLab.ServiceDefaults.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

/// <summary>A service with the defaults of the lab on a port of its own, which calls another one by name.</summary>
internal sealed class FaultyService : IAsyncDisposable
{
    public const string Token = "the-token-of-this-run";

    private readonly WebApplication _service;
    private readonly WebApplication _upstream;
    private int _upstreamCalls;

    private FaultyService(WebApplication service, WebApplication upstream)
    {
        (_service, _upstream) = (service, upstream);
        Http = new HttpClient { BaseAddress = new Uri(service.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Http { get; }

    /// <summary>What the meters of the service belong to.</summary>
    public IMeterFactory Meters => _service.Services.GetRequiredService<IMeterFactory>();

    /// <summary>How many requests have reached the other service.</summary>
    public int UpstreamCalls => Volatile.Read(ref _upstreamCalls);

    public static async Task<FaultyService> StartAsync(string environment = "Development", string? token = Token, bool injectable = true, string profile = "resilient")
    {
        FaultyService? started = null;
        var upstream = Quiet("Production").Build();
        upstream.MapGet("/", () => Interlocked.Increment(ref started!._upstreamCalls).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await upstream.StartAsync();

        var builder = Quiet(environment);
        builder.Configuration["Lab:Token"] = token;
        builder.Configuration["Lab:Profile"] = profile;
        builder.Configuration["Lab:DrainDelay"] = "00:00:00";
        builder.Configuration["services:upstream:http:0"] = upstream.Urls.Single();
        builder.AddServiceDefaults(injectable);
        builder.Services.AddHttpClient("upstream", client => client.BaseAddress = new Uri("http://upstream"));
        builder.AddDependency("upstream", options =>
        {
            options.MaxRetries = 1;
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
            options.AttemptTimeout = options.TotalTimeout = TimeSpan.FromSeconds(30);
            options.MinimumThroughput = 10_000;
        });

        var service = builder.Build();
        service.MapDefaultEndpoints();
        service.MapGet("/work", () => "done");
        service.MapGet("/work/{id}", (string id) => id);
        service.MapPost("/work", () => "done");
        service.MapGet("/call", CallAsync);
        service.MapGet("/switch", () => "switched").AsFaultSwitch();
        await service.StartAsync();
        return started = new FaultyService(service, upstream);
    }

    /// <summary>Starts or renews a fault, and gives what the service answers.</summary>
    public async Task<HttpResponseMessage> PutAsync(string id, string kind, long ttlMs = 60_000, params (string Name, string Value)[] settings)
    {
        using var request = Change(HttpMethod.Put, id);
        request.Content = JsonContent.Create(new { kind, ttlMs, settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value) });
        return await Http.SendAsync(request);
    }

    /// <summary>Starts a fault that the lab calls otherwise.</summary>
    public async Task<HttpResponseMessage> PutAsync(string id, string kind, string fault, string run)
    {
        using var request = Change(HttpMethod.Put, id);
        request.Content = JsonContent.Create(new { kind, ttlMs = 60_000, fault, run });
        return await Http.SendAsync(request);
    }

    /// <summary>Starts or renews a fault, which must be accepted.</summary>
    public async Task InjectAsync(string id, string kind, params (string Name, string Value)[] settings)
    {
        using var response = await PutAsync(id, kind, 60_000, settings);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Lifts one fault, or all of them, which must be accepted.</summary>
    public async Task RemoveAsync(string? id = null)
    {
        using var request = Change(HttpMethod.Delete, id);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The faults that act, as the service tells.</summary>
    public async Task<JsonElement[]> ActiveAsync(CancellationToken ct = default)
        => [.. (await Http.GetFromJsonAsync<JsonElement>("/chaos/faults", ct)).GetProperty("faults").EnumerateArray()];

    public static HttpRequestMessage Change(HttpMethod method, string? id, string? token = Token)
    {
        var request = new HttpRequestMessage(method, id is null ? "/chaos/faults" : "/chaos/faults/" + id);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _service.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    private static async Task<IResult> CallAsync(
        IHttpClientFactory clients, [FromKeyedServices("upstream")] Dependency upstream, CancellationToken ct)
    {
        using var http = clients.CreateClient("upstream");
        try
        {
            return Results.Text(await upstream.CallAsync("call", async attempt => await http.GetStringAsync("/", attempt), idempotent: true, ct));
        }
        catch (DependencyException failed)
        {
            return Results.Text($"{failed.Failure}: {failed.Message}", statusCode: StatusCodes.Status502BadGateway);
        }
    }

    private static WebApplicationBuilder Quiet(string environment)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }
}

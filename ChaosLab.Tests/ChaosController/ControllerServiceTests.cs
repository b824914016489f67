using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.ChaosController.Api;
using ChaosLab.ChaosController.Trust;
using ChaosLab.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

/// <summary>The chaos service over real HTTP, in front of a bridge with scripted answers.</summary>
public sealed class ControllerServiceTests : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("chaoslab-service-");
    private FakeBridge _bridge = null!;
    private WebApplication _service = null!;
    private HttpClient _client = null!;

    private string Audit => Path.Combine(_data.FullName, "audit.jsonl");

    public async ValueTask InitializeAsync()
    {
        _bridge = await FakeBridge.StartAsync();
        _service = await StartAsync(_bridge.Url);
        _client = ClientOf(_service);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
        await _bridge.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/", "\"service\":\"chaos\"")]
    [InlineData("/api/lab", "\"profile\":\"resilient\"")]
    [InlineData("/api/resources", "\"name\":\"web-1\"")]
    [InlineData("/api/resources/web-1/logs?tail=2", "web-1 [bracketed] line 2 of 2")]
    [InlineData("/api/faults", "\"kind\":\"random-kill\"")]
    [InlineData("/api/faults/active", "\"state\":\"active\"")]
    [InlineData("/api/faults/f-1", "\"id\":\"f-1\"")]
    [InlineData("/api/faults/f-1/events", "\"state\":\"recovered\"")]
    [InlineData("/openapi/v1.json", "/api/faults/{id}/events")]
    public async Task Questions_need_no_token(string path, string expected)
        => (await _client.GetStringAsync(path, TestContext.Current.CancellationToken)).ShouldContain(expected);

    [Fact]
    public async Task Changes_need_the_token()
    {
        foreach (var token in new[] { null, "wrong", FakeBridge.Token + "x" })
        {
            using var response = await SendAsync(HttpMethod.Post, "/api/restore", token);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        }

        _bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_token_changes_reach_the_bridge()
    {
        using var injected = await SendAsync(HttpMethod.Post, "/api/faults", FakeBridge.Token, new { kind = "kill", target = "web-1" });
        injected.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        injected.Headers.Location!.ToString().ShouldBe("/api/faults/f-1");

        using var lifted = await SendAsync(HttpMethod.Delete, "/api/faults/f-1", FakeBridge.Token);
        lifted.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var executed = await SendAsync(HttpMethod.Post, "/api/resources/web-1/commands/restart", FakeBridge.Token);
        (await executed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("""{"success":true,"message":"done"}""");

        using var restored = await SendAsync(HttpMethod.Post, "/api/restore", FakeBridge.Token);
        (await restored.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().ShouldEndWith("\"success\":true}");

        _bridge.Changes.ShouldBe(["inject {\"kind\":\"kill\",\"target\":\"web-1\"}", "lift f-1", "restart web-1", "restore"]);
    }

    [Fact]
    public async Task What_the_bridge_refuses_is_the_same_problem_here()
    {
        using var refused = await SendAsync(HttpMethod.Post, "/api/resources/web-1/commands/refuse", FakeBridge.Token);

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
            .GetProperty("detail").GetString().ShouldBe("It does not want to.");
    }

    [Fact]
    public async Task A_silent_bridge_is_503()
    {
        await using var alone = await StartAsync("http://127.0.0.1:1");
        using var client = ClientOf(alone);

        using var response = await client.GetAsync("/api/lab", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost:1")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "null")]
    public async Task Strangers_are_turned_away(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/lab");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("{", "application/json", 400, "not the JSON that is expected")]
    [InlineData("[]", "application/json", 400, "not the JSON that is expected")]
    [InlineData("", "application/json", 400, "body")]
    [InlineData("{}", "text/plain", 415, "Content-Type: application/json")]
    public async Task Bad_bodies_are_problems_that_say_what_is_wrong(string body, string type, int status, string detail)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/faults") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FakeBridge.Token);

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        problem.GetProperty("detail").GetString()!.ShouldContain(detail);
        await Eventually.BeAsync("its line in the audit", _ => Task.FromResult(ReadAudit()), audit => audit.Any(line => line.Contains($"\"{status}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_a_problem_that_says_so()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = new StringContent(new string(' ', (int)RunsApi.MostBytes + 1)) };
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FakeBridge.Token);

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        problem.GetProperty("detail").GetString()!.ShouldContain("too large");
    }

    [Fact]
    public async Task Every_change_is_noted_before_and_after()
    {
        using var refused = await SendAsync(HttpMethod.Delete, "/api/faults/f-1", token: null);
        using var lifted = await SendAsync(HttpMethod.Delete, "/api/faults/f-1", FakeBridge.Token);

        var written = await Eventually.BeAsync("four lines", _ => Task.FromResult(ReadAudit()), audit => audit.Length == 4);
        var lines = written.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        lines.Select(line => line.GetProperty("outcome").GetString()).ShouldBe(["attempt", "401", "attempt", "200"]);
        lines.ShouldAllBe(line => line.GetProperty("what").GetString() == "DELETE /api/faults/f-1");
        lines.ShouldAllBe(line => line.GetProperty("who").GetString()!.StartsWith("127.0.0.1:", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Audit).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task<WebApplication> StartAsync(string bridgeUrl)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        var service = ControllerService.Build(builder, new ServiceSettings(new Uri(bridgeUrl), FakeBridge.Token, Audit, "http://127.0.0.1:0"));
        await service.StartAsync();
        return service;
    }

    private static HttpClient ClientOf(WebApplication service) => new() { BaseAddress = new Uri(service.Urls.Single()) };

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private string[] ReadAudit()
    {
        using var reader = new StreamReader(new FileStream(Audit, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChaosLab.Payment.Outage;
using ChaosLab.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

/// <summary>Who may switch the fail mode, for how long, and where it exists at all.</summary>
public sealed class FailModeApiTests : IAsyncLifetime
{
    private const string Token = "the-token-of-this-run";

    private WebApplication _service = null!;
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_service, _http) = await StartAsync("Development");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_of_Development_there_is_none(string environment)
    {
        var (service, http) = await StartAsync(environment);
        await using var running = service;
        using var client = http;

        (await client.GetAsync("/fail-mode", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var change = Change(new { enabled = true });
        (await client.SendAsync(change, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetStringAsync("/health", Ct)).ShouldNotContain("fail mode");
    }

    [Fact]
    public async Task Outside_of_Development_payment_does_not_start_in_fail_mode_and_says_why()
    {
        var directory = Directory.CreateTempSubdirectory("chaoslab-fail-mode-");
        try
        {
            var (code, output) = await RunningProgram.RunAsync(BuiltPrograms.Find("ChaosLab.Payment"), [], new Dictionary<string, string?>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["DOTNET_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["FAIL_MODE"] = "1",
                ["Payment__LedgerDirectory"] = directory.FullName,
                ["ConnectionStrings__cache"] = "127.0.0.1:1",
            }, TimeSpan.FromMinutes(1));

            code.ShouldBe(1, output);
            output.ShouldContain("error: FAIL_MODE is set");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData(Token + "x")]
    public async Task Changes_need_the_token(string? token)
    {
        using var request = Change(new { enabled = true }, token);
        using var response = await _http.SendAsync(request, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await IsOnAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example:80")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Strangers_are_turned_away_even_with_the_token(string header, string value)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Put])
        {
            using var request = Change(new { enabled = true });
            request.Method = method;
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await _http.SendAsync(request, Ct);

            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        }

        (await IsOnAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"enabled":true,"forSeconds":3601}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"enabled":true,"forSeconds":0}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"enabled":true}""", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Bad_bodies_switch_nothing(string body, string type, HttpStatusCode expected)
    {
        using var request = Change(new { });
        request.Content = new StringContent(body, Encoding.UTF8, type);
        using var response = await _http.SendAsync(request, Ct);

        response.StatusCode.ShouldBe(expected);
        (await IsOnAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Pages_of_this_machine_may_switch_it_and_it_has_an_end_within_the_hour()
    {
        using var request = Change(new { enabled = true });
        request.Headers.Add("Origin", "http://localhost:5080");
        using var response = await _http.SendAsync(request, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var status = await _http.GetFromJsonAsync<JsonElement>("/fail-mode", Ct);
        status.GetProperty("failMode").GetBoolean().ShouldBeTrue();
        status.GetProperty("until").GetDateTimeOffset().ShouldBeInRange(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1));
    }

    private static async Task<(WebApplication Service, HttpClient Http)> StartAsync(string environment)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Lab:Token"] = Token;
        builder.Configuration["Lab:DrainDelay"] = "00:00:00";
        builder.AddServiceDefaults();
        builder.AddFailMode();
        var service = builder.Build();
        service.MapDefaultEndpoints();
        service.MapFailMode();
        await service.StartAsync();
        return (service, new HttpClient { BaseAddress = new Uri(service.Urls.Single()) });
    }

    private static HttpRequestMessage Change(object body, string? token = Token)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/fail-mode") { Content = JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private async Task<bool> IsOnAsync() => (await _http.GetFromJsonAsync<JsonElement>("/fail-mode", Ct)).GetProperty("failMode").GetBoolean();
}

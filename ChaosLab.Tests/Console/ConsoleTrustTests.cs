using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console;

/// <summary>What a session may do, and only from the console's own pages.</summary>
public sealed class ConsoleTrustTests : IAsyncLifetime
{
    private ConsoleService _service = null!;
    private string _cookie = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await ConsoleService.StartAsync();
        _cookie = await _service.SignInAsync();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_session_may_change_something_from_its_own_page_and_the_audit_names_it()
    {
        using var response = await LiftAsync(_cookie, _service.Origin);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _service.Bridge.Changes.ShouldBe(["lift f-1"]);
        var lines = await Eventually.BeAsync("the outcome in the audit", _ => Task.FromResult(_service.Audit), audit => audit.Length == 4);
        lines[^2].ShouldMatch("console session [0-9a-f]{8}");
        lines[^1].ShouldContain("\"outcome\":\"200\"");
        lines.ShouldAllBe(line => !line.Contains(_cookie.Split('=')[1], StringComparison.Ordinal), "the audit opens nothing");
    }

    [Fact]
    public async Task Without_an_Origin_a_session_is_not_enough()
    {
        using var response = await LiftAsync(_cookie, origin: null);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync()).ShouldContain("Origin");
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}", HttpStatusCode.Unauthorized)]
    [InlineData("http://localhost:{other}", HttpStatusCode.Forbidden)]
    [InlineData("https://localhost:{port}", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost.evil.example:{port}", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Another_Origin_is_refused(string origin, HttpStatusCode expected)
    {
        var written = origin.Replace("{port}", $"{_service.Port}", StringComparison.Ordinal).Replace("{other}", $"{_service.Port + 1}", StringComparison.Ordinal);

        using var response = await LiftAsync(_cookie, written);

        response.StatusCode.ShouldBe(expected);
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("a-token-of-one-test-run")]
    public async Task A_cookie_that_nobody_gave_out_is_worth_nothing(string value)
    {
        using var response = await LiftAsync($"chaoslab-{_service.Port}={value}", _service.Origin);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cookie_of_another_lab_is_worth_nothing()
    {
        using var response = await LiftAsync($"chaoslab-{_service.Port + 1}={_cookie.Split('=')[1]}", _service.Origin);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Telemetry_needs_the_token_whoever_is_signed_in()
    {
        using var body = new ByteArrayContent([]);

        using var response = await _service.SendAsync(HttpMethod.Post, "/v1/traces", cookie: _cookie, origin: _service.Origin, body: body);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<HttpResponseMessage> LiftAsync(string cookie, string? origin)
        => _service.SendAsync(HttpMethod.Delete, "/api/faults/f-1", cookie: cookie, origin: origin);
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console;

/// <summary>A browser signs in with a link that a program made, once.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private ConsoleService _service = null!;

    public async ValueTask InitializeAsync() => _service = await ConsoleService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_link_becomes_a_cookie_that_only_this_service_gets()
    {
        var link = await _service.CreateLinkAsync();
        link.GetLeftPart(UriPartial.Authority).ShouldBe(_service.Origin);

        using var response = await _service.Client.GetAsync(link);

        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        response.Headers.Location!.ToString().ShouldBe("/");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var cookie = response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        var parts = cookie.Split("; ");
        parts[0].ShouldMatch($"^chaoslab-{_service.Port}=[A-Za-z0-9_-]{{43}}$");
        parts.Skip(1).Order(StringComparer.Ordinal).ShouldBe(["httponly", "max-age=43200", "path=/", "samesite=strict"]);
    }

    [Fact]
    public async Task A_link_signs_in_once()
    {
        var link = await _service.CreateLinkAsync();
        using var first = await _service.Client.GetAsync(link);

        using var second = await _service.Client.GetAsync(link);

        first.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await ShouldBeRefusedAsync(second);
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/signin?code=")]
    [InlineData("/signin?code=wrong")]
    [InlineData("/signin?code=a-token-of-one-test-run")]
    public async Task A_wrong_link_says_how_to_get_one(string path)
    {
        using var response = await _service.Client.GetAsync(path);

        await ShouldBeRefusedAsync(response);
    }

    [Fact]
    public async Task A_link_needs_the_token_or_a_session()
    {
        var cookie = await _service.SignInAsync();

        using var nobody = await _service.SendAsync(HttpMethod.Post, "/api/console/links");
        using var signedIn = await _service.SendAsync(HttpMethod.Post, "/api/console/links", cookie: cookie, origin: _service.Origin);

        nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_browser_can_ask_whether_it_is_signed_in_and_sign_out()
    {
        var cookie = await _service.SignInAsync();
        (await StatusAsync(null)).GetProperty("signedIn").GetBoolean().ShouldBeFalse();
        var status = await StatusAsync(cookie);
        status.GetProperty("signedIn").GetBoolean().ShouldBeTrue();
        status.GetProperty("expiresAt").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddHours(11));

        using var signedOut = await _service.SendAsync(HttpMethod.Delete, "/api/console/session", cookie: cookie, origin: _service.Origin);

        signedOut.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        signedOut.Headers.GetValues("Set-Cookie").Single().ShouldContain("expires=Thu, 01 Jan 1970");
        (await StatusAsync(cookie)).GetProperty("signedIn").GetBoolean().ShouldBeFalse("the cookie that was stolen meanwhile is of no use");
    }

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await response.Content.ReadAsStringAsync()).ShouldContain("./lab console");
    }

    private async Task<JsonElement> StatusAsync(string? cookie)
    {
        using var response = await _service.SendAsync(HttpMethod.Get, "/api/console/session", cookie: cookie);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}

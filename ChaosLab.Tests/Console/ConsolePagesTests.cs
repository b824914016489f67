using System.Net;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console;

/// <summary>A browser gets the console, a program what it always got.</summary>
public sealed class ConsolePagesTests : IAsyncLifetime
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private ConsoleService _service = null!;

    public async ValueTask InitializeAsync() => _service = await ConsoleService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/faults")]
    [InlineData("/runs/20261121-193000-payment-outage")]
    [InlineData("/experiments/payment-outage.json")]
    [InlineData("/runs/compare?a=1&b=2")]
    public async Task A_browser_gets_the_page_for_every_deep_link(string path)
    {
        using var response = await _service.SendAsync(HttpMethod.Get, path, accept: Browser);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(ConsoleService.Page);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        Header(response, "Content-Security-Policy").ShouldBe(Policy);
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "Referrer-Policy").ShouldBe("no-referrer");
        response.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json")]
    public async Task A_program_gets_the_index(string? accept)
    {
        using var response = await _service.SendAsync(HttpMethod.Get, "/", accept: accept);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"service\":\"chaos\"");
    }

    [Theory]
    [InlineData("/api/lab", "application/json")]
    [InlineData("/openapi/v1.json", "application/json")]
    [InlineData("/health", "application/json")]
    public async Task What_was_there_before_the_pages_still_is(string path, string type)
    {
        using var response = await _service.SendAsync(HttpMethod.Get, path, accept: Browser);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/v1/nothing")]
    [InlineData("/assets/nothing.js")]
    public async Task What_is_no_page_is_not_found(string path)
    {
        using var response = await _service.SendAsync(HttpMethod.Get, path, accept: Browser);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_method_is_still_told_as_such()
    {
        using var response = await _service.SendAsync(HttpMethod.Get, "/api/restore", accept: Browser);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_file_with_a_hash_in_its_name_is_kept_by_browsers_for_good()
    {
        using var asset = await _service.SendAsync(HttpMethod.Get, "/assets/index-abc123.js");
        using var icon = await _service.SendAsync(HttpMethod.Get, "/icon.svg");

        asset.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        Header(asset, "Cache-Control").ShouldBe("public, max-age=31536000, immutable");
        icon.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        icon.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_the_pages_were_not_built_a_page_says_so_and_the_API_works()
    {
        await using var bare = await ConsoleService.StartAsync(built: false);

        using var page = await bare.SendAsync(HttpMethod.Get, "/faults", accept: Browser);
        using var api = await bare.SendAsync(HttpMethod.Get, "/api/lab");
        using var index = await bare.SendAsync(HttpMethod.Get, "/");

        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var text = await page.Content.ReadAsStringAsync();
        text.ShouldContain("node 20.19 or newer");
        text.ShouldContain("./lab up");
        Header(page, "Content-Security-Policy").ShouldBe(Policy);
        api.StatusCode.ShouldBe(HttpStatusCode.OK);
        index.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

/// <summary>Who may switch faults in a service, and with what.</summary>
public sealed class FaultControlTests : IAsyncLifetime
{
    private FaultyService _service = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await FaultyService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("Production", FaultyService.Token, true)]
    [InlineData("Staging", FaultyService.Token, true)]
    [InlineData("Development", null, true)]
    [InlineData("Development", "", true)]
    [InlineData("Development", FaultyService.Token, false)]
    public async Task Outside_of_a_lab_under_development_there_is_no_such_route(string environment, string? token, bool injectable)
    {
        await using var service = await FaultyService.StartAsync(environment, token, injectable);

        (await service.Http.GetAsync("/chaos/faults", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.PutAsync("f", "http-error")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.GetStringAsync("/work", Ct)).ShouldBe("done");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData(FaultyService.Token + "x")]
    [InlineData("The-token-of-this-run")]
    public async Task Changes_need_the_token(string? token)
    {
        await _service.InjectAsync("f", "http-error");
        foreach (var (method, id) in new[] { (HttpMethod.Put, "g"), (HttpMethod.Put, "f"), (HttpMethod.Delete, "f"), (HttpMethod.Delete, null) })
        {
            using var request = FaultyService.Change(method, id, token);
            request.Content = JsonContent.Create(new { kind = "http-latency", ttlMs = 1000, settings = new { ms = "1" } });
            using var response = await _service.Http.SendAsync(request, Ct);

            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        }

        (await _service.ActiveAsync(Ct)).Single().GetProperty("kind").GetString().ShouldBe("http-error");
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example:80")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Strangers_are_turned_away_even_with_the_token(string header, string value)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            using var request = FaultyService.Change(method, "f");
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await _service.Http.SendAsync(request, Ct);

            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Pages_of_this_machine_may_ask()
    {
        using var request = FaultyService.Change(HttpMethod.Delete, null);
        request.Headers.Add("Origin", "http://localhost:5080");
        (await _service.Http.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("null", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":"http-error","ttlMs":1000,"settings":{"status":500}}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":"http-error","ttlMs":1000,"setings":{}}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("kind=http-error", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("""{"kind":"http-error","ttlMs":1000}""", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Bad_bodies_are_problems(string body, string type, HttpStatusCode expected)
    {
        using var request = FaultyService.Change(HttpMethod.Put, "f");
        request.Content = new StringContent(body, Encoding.UTF8, type);
        using var response = await _service.Http.SendAsync(request, Ct);

        response.StatusCode.ShouldBe(expected);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await _service.ActiveAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bodies_above_16_KB_are_413()
    {
        using var response = await _service.PutAsync("f", "http-error", 1000, ("route", "/" + new string('a', 17_000)));
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("no-such-kind", 1000, null, null, "kind must be one of cpu, dns-failure")]
    [InlineData("http-error", 499, null, null, "ttlMs must be a whole number from 500 to 60000 ms")]
    [InlineData("http-error", 60_001, null, null, "ttlMs must be a whole number from 500 to 60000 ms")]
    [InlineData("http-error", 1000, "status", "200", "settings.status must be a whole number from 400 to 599, but is '200'")]
    [InlineData("http-error", 1000, "rate", "NaN", "settings.rate must be a number from 0 to 1, but is 'NaN'")]
    [InlineData("http-error", 1000, "rate", "1.1", "settings.rate must be a number from 0 to 1, but is '1.1'")]
    [InlineData("http-error", 1000, "route", "work", "settings.route must be a path that begins with '/'")]
    [InlineData("http-error", 1000, "method", "get", "settings.method must be one of GET, HEAD, POST")]
    [InlineData("http-error", 1000, "shape", "round", "settings.shape is no setting here; there are status, route, method, rate, seed")]
    [InlineData("http-latency", 1000, null, null, "settings.ms is required: it must be a number from 0 to 60000 ms")]
    [InlineData("http-latency", 1000, "ms", "-1", "settings.ms must be a number from 0 to 60000 ms, but is '-1'")]
    [InlineData("outgoing-error", 1000, "dependency", "elsewhere", "settings.dependency must be one of upstream, but is 'elsewhere'")]
    [InlineData("dns-failure", 1000, "dependency", "elsewhere", "settings.dependency must be one of upstream, but is 'elsewhere'")]
    [InlineData("cpu", 1000, "cores", "65", "settings.cores must be a whole number from 1 to 64, but is '65'")]
    public async Task What_is_wrong_is_named(string kind, long ttlMs, string? name, string? value, string expected)
    {
        using var response = await _service.PutAsync("f", kind, ttlMs, name is null ? [] : [(name, value!)]);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        problem.GetProperty("detail").GetString()!.ShouldStartWith(expected);
        problem.GetProperty("errors").EnumerateObject().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("a%20b")]
    [InlineData("a%0Ab")]
    [InlineData("%3Cscript%3E")]
    [InlineData("a/b")]
    [InlineData("..%2F..")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Ids_are_plain_words(string id)
    {
        using var response = await _service.PutAsync(id, "http-error");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty("id", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Other_methods_are_told_which_there_are()
    {
        using var request = FaultyService.Change(HttpMethod.Post, "f");
        using var response = await _service.Http.SendAsync(request, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["GET", "PUT", "DELETE"]);
    }

    [Fact]
    public async Task No_fault_keeps_another_from_being_lifted()
    {
        await _service.InjectAsync("errors", "http-error", ("route", "/"));
        await _service.InjectAsync("exceptions", "http-exception", ("route", "/"));
        await _service.InjectAsync("latency", "http-latency", ("route", "/"), ("ms", "60000"));
        (await _service.ActiveAsync(Ct)).Length.ShouldBe(3);

        await _service.RemoveAsync();

        (await _service.ActiveAsync(Ct)).ShouldBeEmpty();
        (await _service.Http.GetStringAsync("/work", Ct)).ShouldBe("done");
    }
}

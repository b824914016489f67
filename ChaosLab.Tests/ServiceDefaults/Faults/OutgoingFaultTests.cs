using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

/// <summary>Faults on the calls a service makes, as the service and its callers meet them.</summary>
public sealed class OutgoingFaultTests : IAsyncLifetime
{
    private FaultyService _service = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await FaultyService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("reset", "Failed: upstream: call failed: Connection reset by peer (injected fault).")]
    [InlineData("refused", "Refused: upstream: call found no connection: Connection refused (injected fault).")]
    [InlineData("timeout", "Timeout: upstream: call did not answer in time: No answer came in time (injected fault).")]
    public async Task Errors_are_met_as_the_dependency_s_own(string error, string expected)
    {
        await _service.InjectAsync("f", "outgoing-error", ("dependency", "upstream"), ("error", error));

        (await CallAsync()).ShouldBe((HttpStatusCode.BadGateway, expected));
        _service.UpstreamCalls.ShouldBe(0);

        await _service.RemoveAsync("f");
        (await CallAsync()).ShouldBe((HttpStatusCode.OK, "1"));
    }

    [Fact]
    public async Task Retries_meet_the_fault_too()
    {
        await _service.InjectAsync("f", "outgoing-error", ("dependency", "upstream"));

        await CallAsync();

        // One attempt and one retry.
        (await _service.ActiveAsync(Ct)).Single().GetProperty("hits").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Health_names_the_dependency_that_fails()
    {
        await CallAsync();
        await _service.InjectAsync("f", "outgoing-error", ("dependency", "upstream"));

        await CallAsync();

        (await _service.Http.GetStringAsync("/health", Ct)).ShouldContain("Connection reset by peer (injected fault).");
        await _service.RemoveAsync("f");
        await CallAsync();
        (await _service.Http.GetStringAsync("/health", Ct)).ShouldBe("""{"status":"ok"}""");
    }

    [Fact]
    public async Task The_naive_profile_meets_them_without_retries()
    {
        await using var naive = await FaultyService.StartAsync(profile: "naive");
        await naive.InjectAsync("f", "outgoing-error", ("dependency", "upstream"));

        (await naive.Http.GetAsync("/call", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);

        (await naive.ActiveAsync(Ct)).Single().GetProperty("hits").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("outgoing-latency")]
    [InlineData("dns-slow")]
    public async Task Latency_holds_calls_up_and_they_arrive_all_the_same(string kind)
    {
        await CallAsync();
        await _service.InjectAsync("f", kind, ("dependency", "upstream"), ("ms", "300"));

        var clock = Stopwatch.StartNew();
        (await CallAsync()).ShouldBe((HttpStatusCode.OK, "2"));
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));
        (await _service.ActiveAsync(Ct)).Single().GetProperty("hits").GetInt64().ShouldBe(1);
        (await _service.Http.GetFromJsonAsync<JsonElement>("/health?detail=true", Ct))
            .GetProperty("dependencies").GetProperty("upstream").GetProperty("lastCallMs").GetDouble().ShouldBeGreaterThan(290);
    }

    [Fact]
    public async Task A_name_that_cannot_be_resolved_fails_at_once_although_connections_are_open()
    {
        (await CallAsync()).ShouldBe((HttpStatusCode.OK, "1"));
        await _service.InjectAsync("f", "dns-failure", ("dependency", "upstream"));

        var (status, said) = await CallAsync();
        status.ShouldBe(HttpStatusCode.BadGateway);
        said.ShouldStartWith("Refused: upstream: call found no connection: ");
        said.ShouldEndWith("(upstream:80)");
        _service.UpstreamCalls.ShouldBe(1);

        await _service.RemoveAsync("f");
        (await CallAsync()).ShouldBe((HttpStatusCode.OK, "2"));
    }

    [Theory]
    [InlineData("503", "Service Unavailable")]
    [InlineData("500", "Internal Server Error")]
    [InlineData("429", "Too Many Requests")]
    public async Task An_answer_of_a_chosen_status_never_reaches_the_other_service(string status, string reason)
    {
        await _service.InjectAsync("f", "outgoing-status", ("dependency", "upstream"), ("status", status));

        var (answered, said) = await CallAsync();
        answered.ShouldBe(HttpStatusCode.BadGateway);
        said.ShouldContain($"{status} ({reason})");
        _service.UpstreamCalls.ShouldBe(0);

        // Inside of the pipeline: one attempt and one retry met it.
        (await _service.ActiveAsync(Ct)).Single().GetProperty("hits").GetInt64().ShouldBe(2);
        (await _service.Http.GetStringAsync("/health", Ct)).ShouldContain($"{status} ({reason})");

        await _service.RemoveAsync("f");
        (await CallAsync()).ShouldBe((HttpStatusCode.OK, "1"));
        (await _service.Http.GetStringAsync("/health", Ct)).ShouldBe("""{"status":"ok"}""");
    }

    [Theory]
    [InlineData("/", null, false)]
    [InlineData("/charge", null, true)]
    [InlineData(null, "POST", true)]
    [InlineData(null, "GET", false)]
    public async Task An_answer_hits_the_route_and_the_method_it_is_for(string? route, string? method, bool passes)
    {
        var settings = new List<(string, string)> { ("dependency", "upstream") };
        if (route is not null) settings.Add(("route", route));
        if (method is not null) settings.Add(("method", method));
        await _service.InjectAsync("f", "outgoing-status", [.. settings]);

        (await CallAsync()).Status.ShouldBe(passes ? HttpStatusCode.OK : HttpStatusCode.BadGateway);
        _service.UpstreamCalls.ShouldBe(passes ? 1 : 0);
    }

    [Fact]
    public async Task The_same_seed_hits_the_same_calls()
    {
        var rounds = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            await _service.InjectAsync("f", "outgoing-status", ("dependency", "upstream"), ("rate", "0.5"), ("seed", "7"), ("status", "501"));
            var seen = "";
            for (var i = 0; i < 20; i++) seen += (await CallAsync()).Status == HttpStatusCode.OK ? '.' : 'x';
            rounds.Add(seen);
            await _service.RemoveAsync("f");
        }

        rounds[0].ShouldContain('.');
        rounds[0].ShouldContain('x');
        rounds[1].ShouldBe(rounds[0]);
    }

    [Fact]
    public async Task A_rate_of_zero_hits_nothing()
    {
        await _service.InjectAsync("f", "outgoing-error", ("dependency", "upstream"), ("rate", "0"));
        await _service.InjectAsync("g", "outgoing-latency", ("dependency", "upstream"), ("rate", "0"), ("ms", "60000"));

        (await CallAsync()).ShouldBe((HttpStatusCode.OK, "1"));
    }

    private async Task<(HttpStatusCode Status, string Body)> CallAsync()
    {
        using var response = await _service.Http.GetAsync("/call", Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}

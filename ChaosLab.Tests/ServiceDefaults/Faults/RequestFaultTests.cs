using System.Diagnostics;
using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

/// <summary>Faults on the requests a service gets, as its callers see them.</summary>
public sealed class RequestFaultTests : IAsyncLifetime
{
    private FaultyService _service = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await FaultyService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Errors_have_the_status_asked_for_and_say_so_in_problem_details()
    {
        await _service.InjectAsync("f", "http-error", ("status", "503"));

        using var response = await _service.Http.GetAsync("/work", Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");

        await _service.RemoveAsync("f");
        (await _service.Http.GetStringAsync("/work", Ct)).ShouldBe("done");
    }

    [Fact]
    public async Task Only_the_route_and_method_asked_for_are_hit()
    {
        await _service.InjectAsync("f", "http-error", ("route", "/work"), ("method", "GET"));

        (await StatusAsync("/work")).ShouldBe(HttpStatusCode.InternalServerError);
        (await StatusAsync("/work/7")).ShouldBe(HttpStatusCode.InternalServerError);
        (await StatusAsync("/call")).ShouldBe(HttpStatusCode.OK);
        (await _service.Http.PostAsync("/work", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _service.ActiveAsync(Ct)).Single().GetProperty("hits").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task What_switches_faults_is_never_hit()
    {
        await _service.InjectAsync("f", "http-error", ("route", "/"));

        (await StatusAsync("/work")).ShouldBe(HttpStatusCode.InternalServerError);
        (await StatusAsync("/switch")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_route_may_be_named_as_the_service_declares_it()
    {
        await _service.InjectAsync("f", "http-error", ("route", "/work/{id}"));

        (await StatusAsync("/work/7")).ShouldBe(HttpStatusCode.InternalServerError);
        (await StatusAsync("/work")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_checks_are_hit_only_when_they_are_named()
    {
        await _service.InjectAsync("f", "http-error");
        (await StatusAsync("/health")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("/alive")).ShouldBe(HttpStatusCode.OK);

        await _service.InjectAsync("g", "http-error", ("route", "/health"));
        (await StatusAsync("/health")).ShouldBe(HttpStatusCode.InternalServerError);
        (await StatusAsync("/alive")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_seed_hits_the_same_requests()
    {
        var first = await PatternAsync(seed: 42);
        var again = await PatternAsync(seed: 42);
        var other = await PatternAsync(seed: 43);

        again.ShouldBe(first);
        other.ShouldNotBe(first);
        first.Count(hit => hit).ShouldBeInRange(8, 32);
    }

    [Fact]
    public async Task An_exception_is_what_the_service_makes_of_one()
    {
        await _service.InjectAsync("f", "http-exception");

        using var response = await _service.Http.GetAsync("/work", Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync(Ct)).ShouldNotContain("injected");

        await _service.RemoveAsync("f");
        (await StatusAsync("/work")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Latency_holds_requests_up_and_they_are_handled_all_the_same()
    {
        await _service.InjectAsync("f", "http-latency", ("ms", "300"), ("route", "/work"));

        var clock = Stopwatch.StartNew();
        (await _service.Http.GetStringAsync("/work", Ct)).ShouldBe("done");
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));
        (await _service.ActiveAsync(Ct)).Single().GetProperty("hits").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Requests_that_wait_go_on_when_the_fault_is_lifted()
    {
        await _service.InjectAsync("f", "http-latency", ("ms", "60000"));
        var held = _service.Http.GetStringAsync("/work", Ct);
        await Eventually.BeTrueAsync("the request is held up",
            async ct => (await _service.ActiveAsync(ct)).Single().GetProperty("hits").GetInt64() == 1, TimeSpan.FromSeconds(30));

        await _service.RemoveAsync("f");

        (await held.WaitAsync(TimeSpan.FromSeconds(30), Ct)).ShouldBe("done");
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _service.Http.GetAsync(path, Ct);
        return response.StatusCode;
    }

    private async Task<bool[]> PatternAsync(int seed)
    {
        await _service.InjectAsync("f", "http-error", ("rate", "0.5"), ("seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var hits = new bool[40];
        for (var i = 0; i < hits.Length; i++) hits[i] = await StatusAsync("/work") != HttpStatusCode.OK;
        await _service.RemoveAsync("f");
        return hits;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Hosting.Faults;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>The faults inside services, as a caller of the service sees them come and go.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class ServiceFaultTests(SharedLab shared) : SharedLabTest(shared)
{
    private readonly Lab _lab = shared.Lab;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Http_error_hits_the_route_it_is_for()
    {
        using var web = _lab.ClientOf("web-1");
        await WithAsync("web-1", "http-error", [("status", "503"), ("route", "/purchase"), ("method", "POST")], async () =>
        {
            (await web.BuyAsync()).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await web.GetStringAsync("/health", Ct)).ShouldBe("""{"status":"ok"}""");
        });

        (await web.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Http_error_hits_the_share_it_is_for()
    {
        using var catalog = _lab.ClientOf("catalog");
        await WithAsync("catalog", "http-error", [("rate", "50"), ("seed", "7")], async () =>
        {
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 60; i++) statuses.Add(await StatusAsync(catalog, "/products"));
            statuses.Count(status => status == HttpStatusCode.InternalServerError).ShouldBeInRange(10, 50);
        });

        (await StatusAsync(catalog, "/products")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Http_exception_is_answered_as_the_service_answers_one()
    {
        using var catalog = _lab.ClientOf("catalog");
        await WithAsync("catalog", "http-exception", [], async () =>
        {
            using var response = await catalog.GetAsync("/products", Ct);
            response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        });

        (await StatusAsync(catalog, "/products")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Http_latency_holds_answers_up()
    {
        using var catalog = _lab.ClientOf("catalog");
        await WithAsync("catalog", "http-latency", [("latency", "400")], async () =>
            (await TimeAsync(() => catalog.GetStringAsync("/products", Ct))).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(390)));

        await Eventually.BeTrueAsync("answers are quick again",
            async ct => await TimeAsync(() => catalog.GetStringAsync("/products", ct)) < TimeSpan.FromMilliseconds(390));
    }

    [Theory]
    [InlineData("outgoing-error", "injected fault")]
    [InlineData("dns-failure", "(payment:80)")]
    public async Task A_dependency_that_fails_is_named_and_purchases_fail_cleanly(string kind, string said)
    {
        using var web = _lab.ClientOf("web-1");
        var customer = $"{kind}-{Guid.NewGuid():N}";
        await WithAsync("web-1", kind, [("dependency", "payment")], async () =>
        {
            (await web.BuyAsync(customer: customer)).Status.ShouldBe(HttpStatusCode.BadGateway);
            (await web.GetStringAsync("/health", Ct)).ShouldContain("\"payment\":{\"status\":\"unavailable\"");
            await Eventually.BeAsync("the reason", ct => web.GetStringAsync("/health", ct), health => health.Contains(said, StringComparison.Ordinal));
        }, Buying(web));

        await web.BuyUntilOkAsync();
        await _lab.AgreeAsync(customer);
    }

    [Fact]
    public async Task Answers_of_payment_that_payment_never_gave_are_met_like_its_own()
    {
        using var web = _lab.ClientOf("web-1");
        using var other = _lab.ClientOf("web-2");
        var customer = $"outgoing-status-{Guid.NewGuid():N}";
        await WithAsync("web-1", "outgoing-status", [("dependency", "payment"), ("status", "503"), ("route", "/charge")], async () =>
        {
            (await web.BuyAsync(customer: customer)).Status.ShouldNotBe(HttpStatusCode.OK);
            (await other.BuyAsync(customer: customer)).Status.ShouldBe(HttpStatusCode.OK, "it acts in web-1 only");
            await Eventually.BeAsync("the reason", ct => web.GetStringAsync("/health", ct), health => health.Contains("503", StringComparison.Ordinal));
        }, Buying(web));

        await web.BuyUntilOkAsync();
        await _lab.AgreeAsync(customer);
    }

    [Theory]
    [InlineData("outgoing-latency")]
    [InlineData("dns-slow")]
    public async Task A_dependency_that_is_slow_makes_purchases_slow(string kind)
    {
        using var web = _lab.ClientOf("web-1");
        await WithAsync("web-1", kind, [("dependency", "payment"), ("latency", "400")], async () =>
        {
            var slow = await web.BuyAsync();
            slow.Status.ShouldBe(HttpStatusCode.OK);
            slow.Took.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(390));
        }, Buying(web));

        await Eventually.BeTrueAsync("purchases are quick again",
            async _ => (await web.BuyAsync()).Took < TimeSpan.FromMilliseconds(390));
    }

    [Fact]
    public async Task Cpu_is_burnt_by_the_service_and_no_more_when_it_is_over()
    {
        // The canary reads the system's accounts before the command answers, and again before the removal does.
        await WithAsync("analytics", "cpu", [("cores", "2")], async () => (await InsideAsync("analytics")).Single().GetProperty("hits").GetInt64().ShouldBe(2));
    }

    [Fact]
    public async Task Memory_below_the_hard_limit_is_taken_and_given_back()
    {
        var pid = await _lab.PidAsync("analytics");
        await WithAsync("analytics", "memory", [("limit", "120"), ("rate", "60")], async () =>
            await Eventually.BeTrueAsync("120 MiB are held",
                async _ => (await InsideAsync("analytics")).Single().GetProperty("hits").GetInt64() == 120));

        (await _lab.PidAsync("analytics")).ShouldBe(pid);
    }

    [Fact]
    public async Task Memory_without_end_ends_the_process_which_is_started_again_after_an_alert()
    {
        var pid = await _lab.PidAsync("analytics");
        await _lab.PressOkAsync("analytics", "memory", ("rate", "64"));

        await Eventually.BeTrueAsync("another process", async _ => await _lab.PidAsync("analytics") != pid);
        using (var analytics = _lab.ClientOf("analytics"))
        {
            await Eventually.BeAsync("analytics /health", ct => analytics.GetStringAsync("/health", ct), body => body == """{"status":"ok"}""");
        }

        // What acted in the old process does not act in the new one.
        (await InsideAsync("analytics")).ShouldBeEmpty();
        (await _lab.LogAsync("analytics")).ShouldContain(line => line.Contains("of its hard limit of 400 MiB", StringComparison.Ordinal));
        await _lab.RestoreAsync();
    }

    [Fact]
    public async Task A_starved_thread_pool_makes_every_answer_slow()
    {
        using var analytics = _lab.ClientOf("analytics");
        await WithAsync("analytics", "thread-pool", [("wait", "200")], async () =>
            (await TimeAsync(() => analytics.GetStringAsync("/alive", Ct))).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(200)));

        await Eventually.BeTrueAsync("answers are quick again",
            async ct => await TimeAsync(() => analytics.GetStringAsync("/alive", ct)) < TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task A_full_disk_refuses_charges_and_loses_none()
    {
        var key = $"disk-{Guid.NewGuid():N}";
        using var before = await ChargeAsync(key + "-before");
        before.StatusCode.ShouldBe(HttpStatusCode.OK);
        await WithAsync("payment", "disk-full", [], async () =>
        {
            using var refused = await ChargeAsync(key);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain("\"charged\":false");
        });

        using var after = await ChargeAsync(key);
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _lab.Payment.ChargeStatusAsync(key + "-before")).ShouldBe("charged");
        (await _lab.Payment.ChargeStatusAsync(key)).ShouldBe("charged");
    }

    [Theory]
    [InlineData("outgoing-error", null, "dependency is missing")]
    [InlineData("outgoing-error", "elsewhere", "settings.dependency must be one of cache, payment, postgres")]
    [InlineData("dns-failure", "cache", "settings.dependency must be one of catalog, payment, but is 'cache'")]
    public async Task A_dependency_that_is_not_there_is_refused_with_those_that_are(string kind, string? dependency, string said)
    {
        var result = await _lab.PressAsync("web-1", kind, dependency is null ? [("seconds", "5")] : [("dependency", dependency), ("seconds", "5")]);

        result.Success.ShouldBeFalse();
        result.Message!.ShouldContain(said);
        (await InsideAsync("web-1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_half_of_the_instances_are_not_failed_together()
    {
        await WithAsync("web-1", "http-error", [("status", "503")], async () =>
        {
            var second = await _lab.PressAsync("web-2", "http-error", ("status", "503"));
            second.Success.ShouldBeFalse();
            second.Message!.ShouldContain("half is the most");
        });
    }

    [Fact]
    public async Task Nothing_is_offered_where_it_cannot_act()
    {
        // They find stores by an address and no service by its name.
        foreach (var service in (string[])["catalog", "payment", "analytics"])
        {
            foreach (var kind in (string[])["dns-failure", "dns-slow", "outgoing-status"])
            {
                Should.Throw<FaultRefusedException>(() => _lab.Inject(kind, service, ("dependency", "cache"))).Message
                    .ShouldStartWith($"'{kind}' does not act on '{service}'. It acts on: web-1, web-2, web-3, web-4.");
            }
        }

        (await _lab.PressAsync("chaos", "http-error")).Success.ShouldBeFalse();
        (await _lab.PressAsync("web-1", "disk-full")).Success.ShouldBeFalse();
        (await _lab.PressAsync("cache", "cpu")).Success.ShouldBeFalse();
    }

    // The command answers when an independent caller has felt the fault; its removal, when that caller feels it no more.
    private async Task WithAsync(string resource, string kind, (string, string)[] settings, Func<Task> during, Func<CancellationToken, Task>? meanwhile = null)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var traffic = meanwhile?.Invoke(over.Token) ?? Task.CompletedTask;
        try
        {
            await _lab.PressOkAsync(resource, kind, settings);
            (await InsideAsync(resource)).Select(fault => fault.GetProperty("kind").GetString()).ShouldBe([kind]);
            await during();
            await _lab.PressOkAsync(resource, "remove-faults");
            (await InsideAsync(resource)).ShouldBeEmpty();
        }
        finally
        {
            await over.CancelAsync();
            await traffic;
            await _lab.RestoreAsync();
        }
    }

    // Calls make the fault felt; without them the service would ask its dependency every five seconds only.
    private static Func<CancellationToken, Task> Buying(HttpClient web) => async ct =>
    {
        while (!ct.IsCancellationRequested)
        {
            await web.BuyAsync(customer: "service-faults");
            await Task.Delay(100, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    };

    private async Task<JsonElement[]> InsideAsync(string resource)
    {
        using var client = _lab.ClientOf(resource);
        return [.. (await client.GetFromJsonAsync<JsonElement>("/chaos/faults", Ct)).GetProperty("faults").EnumerateArray()];
    }

    private Task<HttpResponseMessage> ChargeAsync(string key) => _lab.Payment.PostAsJsonAsync("/charge", new { key, amount = 5 }, Ct);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Ct);
        return response.StatusCode;
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> call)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await call();
        return clock.Elapsed;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

/// <summary>A fault in a service lasts as long as somebody renews it, and no longer.</summary>
public sealed class FaultLeaseTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private FaultyService _service = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await FaultyService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Silence_ends_a_fault()
    {
        (await _service.PutAsync("f", "http-error", ttlMs: 500)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await Eventually.BeTrueAsync("the fault is gone", async ct => (await _service.ActiveAsync(ct)).Length == 0, Patience);

        (await _service.Http.GetStringAsync("/work", Ct)).ShouldBe("done");
    }

    [Fact]
    public async Task Renewal_extends_it_and_keeps_its_figures()
    {
        await _service.InjectAsync("f", "http-error", ("status", "503"), ("seed", "7"));
        (await _service.Http.GetAsync("/work", Ct)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var before = (await _service.ActiveAsync(Ct)).Single();

        using var renewed = await _service.PutAsync("f", "http-error", 30_000, ("status", "503"), ("seed", "7"));

        renewed.StatusCode.ShouldBe(HttpStatusCode.OK);
        var after = (await _service.ActiveAsync(Ct)).Single();
        after.GetProperty("hits").GetInt64().ShouldBe(1);
        after.GetProperty("since").GetDateTimeOffset().ShouldBe(before.GetProperty("since").GetDateTimeOffset());
        after.GetProperty("remainingMs").GetInt64().ShouldBeInRange(1, 30_000);
    }

    [Fact]
    public async Task Renewal_without_a_seed_keeps_the_one_that_was_drawn()
    {
        await _service.InjectAsync("f", "http-error");
        var drawn = (await _service.ActiveAsync(Ct)).Single().GetProperty("settings").GetProperty("seed").GetString();

        using var renewed = await _service.PutAsync("f", "http-error");

        (await renewed.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("settings").GetProperty("seed").GetString().ShouldBe(drawn);
    }

    [Fact]
    public async Task Other_settings_under_the_same_id_take_the_place_of_the_first()
    {
        await _service.InjectAsync("f", "http-error", ("status", "503"));

        using var changed = await _service.PutAsync("f", "http-error", 60_000, ("status", "404"));

        changed.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await _service.Http.GetAsync("/work", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _service.ActiveAsync(Ct)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Lifting_twice_does_no_harm()
    {
        await _service.InjectAsync("f", "http-error");
        await _service.InjectAsync("g", "http-error");

        await _service.RemoveAsync("f");
        await _service.RemoveAsync("f");

        (await _service.ActiveAsync(Ct)).Single().GetProperty("id").GetString().ShouldBe("g");
        (await _service.Http.GetAsync("/chaos/faults/f", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _service.Http.GetAsync("/chaos/faults/g", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_there_is_one_of_has_one_fault()
    {
        await _service.InjectAsync("f", "dns-failure", ("dependency", "upstream"));

        using var second = await _service.PutAsync("g", "dns-slow", 60_000, ("dependency", "upstream"), ("ms", "1"));

        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadAsStringAsync(Ct)).ShouldContain("'f' acts on the resolution of the name upstream already");
    }

    [Fact]
    public async Task No_more_than_32_act_at_once()
    {
        for (var i = 0; i < 32; i++) await _service.InjectAsync($"f-{i}", "http-latency", ("ms", "0"));

        using var refused = await _service.PutAsync("f-32", "http-latency", 60_000, ("ms", "0"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var renewed = await _service.PutAsync("f-31", "http-latency", 60_000, ("ms", "0"));
        renewed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

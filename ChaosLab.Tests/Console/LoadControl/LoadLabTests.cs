extern alias hosting;

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Resources;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.LoadControl;

/// <summary>Load that a person starts on a running lab.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class LoadLabTests : SharedLabTest
{
    private readonly Lab _lab;
    private readonly HttpClient _chaos;

    public LoadLabTests(SharedLab shared) : base(shared)
    {
        _lab = shared.Lab;
        _chaos = _lab.ClientOf("chaos");
        _chaos.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _lab.App.Services.GetRequiredService<LabResource>().Token);
    }

    [Fact]
    public async Task A_load_starts_counts_and_stops_and_there_is_only_one()
    {
        using var started = await _chaos.PostAsJsonAsync("/api/load", new { rate = 20, seconds = 120 });
        try
        {
            started.StatusCode.ShouldBe(HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
            await Eventually.BeTrueAsync("requests are sent", async _ => (await StatusAsync()).GetProperty("sent").GetInt64() > 20);

            using var second = await _chaos.PostAsJsonAsync("/api/load", new { rate = 20, seconds = 60 });
            second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain("20 requests per second");
        }
        finally
        {
            using var stopped = await _chaos.DeleteAsync("/api/load");
            (await stopped.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("running").GetBoolean().ShouldBeFalse();
        }

        var after = await StatusAsync();
        (after.GetProperty("running").GetBoolean(), after.GetProperty("failed").GetInt64(), after.GetProperty("by").GetString()).ShouldBe((false, 0, "console"));
        (await StatusAsync()).GetProperty("sent").GetInt64().ShouldBe(after.GetProperty("sent").GetInt64());
    }

    [Fact]
    public async Task A_halt_ends_the_load_and_refuses_another()
    {
        var halt = _lab.App.Services.GetRequiredService<HaltSwitch>();
        using var started = await _chaos.PostAsJsonAsync("/api/load", new { rate = 5, seconds = 300, mix = new { browse = 1 } });
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        halt.Halt(new hosting::ChaosLab.Hosting.Bridge.Wire.HaltRequest("a test wants it"));
        try
        {
            var ended = await Eventually.BeAsync("the load's end", _ => StatusAsync(), status => !status.GetProperty("running").GetBoolean());
            ended.GetProperty("ended").GetString().ShouldBe("The lab was halted.");

            using var refused = await _chaos.PostAsJsonAsync("/api/load", new { rate = 5, seconds = 5 });
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("a test wants it");
        }
        finally
        {
            halt.Release();
            using var stopped = await _chaos.DeleteAsync("/api/load");
        }
    }

    [Fact]
    public async Task Nobody_starts_load_without_the_token()
    {
        using var stranger = _lab.ClientOf("chaos");
        using var refused = await stranger.PostAsJsonAsync("/api/load", new { rate = 5, seconds = 5 });

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<JsonElement> StatusAsync() => _chaos.JsonAsync("/api/load");
}

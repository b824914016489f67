using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Tests.ChaosController;
using ChaosLab.Tests.Running;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console;

/// <summary>What there is to run, and what a run would do, without a run.</summary>
public sealed class ExperimentsApiTests : IAsyncLifetime
{
    private ConsoleService _service = null!;

    public async ValueTask InitializeAsync() => _service = await ConsoleService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task The_list_says_what_each_is_for_and_what_it_would_inject()
    {
        Write("outage.json", Outage());
        Write("broken.json", "{ \"title\": ");
        Write("notes.txt", "no experiment");

        var list = await GetAsync("/api/experiments");

        list.EnumerateArray().Select(entry => entry.GetProperty("file").GetString()).ShouldBe(["broken.json", "outage.json"]);
        list[0].GetProperty("mistakes").GetInt32().ShouldBe(1);
        list[1].GetProperty("mistakes").GetInt32().ShouldBe(0);
        list[1].GetProperty("title").GetString().ShouldBe("A short one");
        list[1].GetProperty("rows")[0].GetString().ShouldBe("A4");
        list[1].GetProperty("why").GetString().ShouldBe("Because.");
        list[1].GetProperty("faults")[0].ToString().ShouldBe("""{"kind":"outage","target":"payment"}""");
    }

    [Fact]
    public async Task One_has_its_text_and_every_mistake_with_its_place()
    {
        Write("outage.json", Outage().Replace("\"payment\"", "\"nobody\"", StringComparison.Ordinal));

        var detail = await GetAsync("/api/experiments/outage.json");

        detail.GetProperty("path").GetString().ShouldBe("experiments/outage.json");
        detail.GetProperty("text").GetString()!.ShouldContain("nobody");
        var mistake = detail.GetProperty("mistakes")[0];
        mistake.GetProperty("message").GetString()!.ShouldContain("nobody");
        mistake.GetProperty("line").GetInt32().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("nothing.json")]
    [InlineData("notes.txt")]
    [InlineData("link.json")]
    [InlineData("..%2Faudit.jsonl")]
    [InlineData("..%2Fsecret.json")]
    [InlineData("%2Fetc%2Fpasswd")]
    public async Task Nothing_outside_is_read(string name)
    {
        Write("notes.txt", "private");
        var secret = Path.Combine(_service.Experiments, "..", "secret.json");
        File.WriteAllText(secret, "{\"title\":\"private\"}");
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(Path.Combine(_service.Experiments, "link.json"), secret);

        using var response = await _service.SendAsync(HttpMethod.Get, $"/api/experiments/{name}");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("private");
        (await GetAsync("/api/experiments")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_dry_run_tells_the_plan_and_does_nothing()
    {
        var answer = await PlanAsync(new { text = Outage() });

        answer.GetProperty("mistakes").GetArrayLength().ShouldBe(0);
        var plan = answer.GetProperty("plan");
        plan.GetProperty("blastRadius")[0].GetString().ShouldBe("payment");
        plan.GetProperty("faults")[0].GetProperty("kind").GetString().ShouldBe("outage");
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_tells_the_configuration_and_takes_other_values_for_it()
    {
        var text = ShortExperiment.Of().With("configuration", System.Text.Json.Nodes.JsonNode.Parse(
            """
            {"rate": 150, "slow": false, "who": "nobody", "mix": {"browse": 1},
             "peak": {"type": "env", "key": "NOT_SET", "default": 1000, "env_var_type": "int"}, "shop": {"type": "env", "key": "CHAOSLAB_GATEWAY"}}
            """)!).ToJsonString();

        var answer = await PlanAsync(new { text, variables = new Dictionary<string, string> { ["rate"] = "40", ["mix:json"] = """{"search":2}""" } });

        answer.GetProperty("variables").EnumerateArray().Select(Told).ShouldBe(
        [
            ("rate", "number", "150", "40", true), ("slow", "flag", "false", "false", false), ("who", "text", "nobody", "nobody", false),
            ("mix", "json", """{"browse":1}""", """{"search":2}""", true), ("peak", "whole", "1000", "1000", false),
            ("shop", "text", _service.Bridge.Url, _service.Bridge.Url, false),
        ]);
        answer.GetProperty("mistakes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_value_that_must_be_given_is_told_and_a_secret_is_not()
    {
        var text = ShortExperiment.Of()
            .With("configuration", System.Text.Json.Nodes.JsonNode.Parse("""{"peak": {"type": "env", "key": "NOT_SET", "env_var_type": "int"}, "auth": "Bearer hush-hush"}""")!)
            .With("secrets", System.Text.Json.Nodes.JsonNode.Parse("""{"shop": {"token": "hush-hush"}}""")!).ToJsonString();

        var answer = await PlanAsync(new { text });

        answer.GetProperty("variables").EnumerateArray().Select(Told).ShouldBe([("peak", "whole", null, null, false), ("auth", "text", "Bearer ********", "Bearer ********", false)]);
        answer.GetProperty("mistakes").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_of_a_file_with_mistakes_tells_them()
    {
        var answer = await PlanAsync(new { text = "title: [", file = "mine.yaml" });

        answer.TryGetProperty("plan", out _).ShouldBeFalse();
        answer.GetProperty("mistakes")[0].GetProperty("file").GetString().ShouldBe("mine.yaml");
    }

    [Fact]
    public async Task The_experiments_of_this_checkout_are_listed_without_a_mistake()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(BuiltPrograms.Checkout, "experiments"), "*.json"))
            File.Copy(file, Path.Combine(_service.Experiments, Path.GetFileName(file)));

        // The bridge of this test knows few faults: what is read is that of a service whose lab does not answer.
        await _service.Bridge.DisposeAsync();
        var list = await GetAsync("/api/experiments");

        list.GetArrayLength().ShouldBeGreaterThan(30);
        list.EnumerateArray().Where(entry => entry.GetProperty("mistakes").GetInt32() > 0).ShouldBeEmpty();
    }

    private static string Outage() => ShortExperiment.Of(ExperimentText.Action("outage payment", "inject", new()
    {
        ["kind"] = "outage",
        ["target"] = "payment",
        ["for"] = "10s",
    })).With("extensions", System.Text.Json.Nodes.JsonNode.Parse("""[{"name":"chaoslab","rows":["A4"],"why":"Because."}]""")!).ToJsonString();

    private static (string Name, string Type, string? Default, string? Value, bool Given) Told(JsonElement variable) => (
        variable.GetProperty("name").GetString()!, variable.GetProperty("type").GetString()!, TextOf(variable, "default"), TextOf(variable, "value"),
        variable.GetProperty("given").GetBoolean());

    private static string? TextOf(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetString() : null;

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_service.Experiments, name), text);

    private Task<JsonElement> GetAsync(string path) => _service.Client.GetFromJsonAsync<JsonElement>(path);

    private async Task<JsonElement> PlanAsync(object body)
    {
        using var content = JsonContent.Create(body);
        using var response = await _service.SendAsync(HttpMethod.Post, "/api/experiments/plan", token: FakeBridge.Token, body: content);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}

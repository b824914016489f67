using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Reading;
using Shouldly;
using Xunit;
using static ChaosLab.Tests.Running.RunningService;

namespace ChaosLab.Tests.Running;

/// <summary>Values of the configuration that a probe gives before the run.</summary>
public sealed class DynamicValuesTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_program_gives_its_output_and_a_server_its_body_to_what_follows()
    {
        _service.Bridge.ShopHealth = """{"status": "ok", "port": 8080}""";
        var record = await _service.RunAsync(Experiment(
            ("word", Program("echo", "  hello ")), ("again", Program("echo", "${word} there")), ("health", Server($"{_service.Bridge.Url}/health"))).ToJsonString());

        VerdictOf(record).ShouldBe("pass", ReasonsOf(record));
        record.GetProperty("method")[0].GetProperty("output").GetProperty("stdout").GetString().ShouldBe("hello; hello there; {\"status\":\"ok\",\"port\":8080}\n");
    }

    [Fact]
    public async Task A_value_that_is_given_is_not_asked_for()
    {
        using var response = await _service.Client.PostAsJsonAsync("/api/runs", new
        {
            text = Experiment(("word", Program("false")), ("again", Program("echo", "x")), ("health", Program("echo", "y"))).ToJsonString(),
            variables = new Dictionary<string, string> { ["word"] = "given" },
        });
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());

        var record = await _service.EndAsync((await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()));

        record.GetProperty("method")[0].GetProperty("output").GetProperty("stdout").GetString().ShouldBe("given; x; y\n");
    }

    [Theory]
    [InlineData("exit 3", "its program ended with 3: oops")]
    [InlineData("sleep 600", "took longer than 1 s")]
    public async Task A_probe_that_fails_refuses_the_run_and_says_how_to_do_without(string script, string why)
    {
        var probe = Program("sh", "-c", $"echo oops >&2; {script}");
        probe["timeout"] = 1;

        using var response = await _service.PostAsync(Experiment(("word", probe), ("again", Program("echo", "x")), ("health", Program("echo", "y"))).ToJsonString());

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var told = await response.Content.ReadAsStringAsync();
        told.ShouldContain("The probe 'ask word' gives the value of 'word', and failed");
        told.ShouldContain(why);
        told.ShouldContain("--var word=value");
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Reading_alone_carries_out_nothing_and_tells_what_is_to_be_asked()
    {
        var reading = ExperimentReader.Read(
            Experiment(("word", Program("echo", "hello")), ("again", Program("echo", "${word}")), ("health", Program("echo", "y"))).ToJsonString(), "a.json", ExperimentInputs.None);

        reading.Mistakes.ShouldBeEmpty();
        reading.Dynamic.Select(value => (value.Name, value.Provider is not null)).ShouldBe([("word", true), ("again", false), ("health", true)]);
        reading.Variables.Single(variable => variable.Name == "word").Value.ShouldBeNull();
    }

    private static JsonObject Experiment(params (string Name, JsonObject Provider)[] values)
    {
        var configuration = new JsonObject(values.Select(value => KeyValuePair.Create(value.Name, (JsonNode?)new JsonObject
        {
            ["type"] = "probe", ["name"] = $"ask {value.Name}", ["provider"] = value.Provider,
        })));
        return ShortExperiment.Of(ShortExperiment.Program("say", "echo", "${word}; ${again}; ${health}")).With("configuration", configuration);
    }

    private static JsonObject Program(params string[] command) => (JsonObject)ShortExperiment.Program("ask", command)["provider"]!.DeepClone();

    private static JsonObject Server(string url) => new() { ["type"] = "http", ["url"] = url };
}

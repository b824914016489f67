using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

/// <summary>What <c>/api/runs</c> refuses, and how.</summary>
public sealed class RunsApiTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task One_run_goes_on_at_a_time()
    {
        var first = await _service.BeginAsync(ShortExperiment.Of(ShortExperiment.Wait()).ToJsonString());
        var id = first.GetProperty("id").GetString()!;

        using var second = await _service.PostAsync(ShortExperiment.Of().ToJsonString());
        using var record = await _service.Client.GetAsync($"/api/runs/{id}/record");

        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain(id);
        record.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await _service.AbortAsync(id);
        RunningService.VerdictOf(await _service.EndAsync(first)).ShouldBe("aborted");
    }

    [Fact]
    public async Task Of_starts_at_once_only_one_is_accepted()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _service.PostAsync(ShortExperiment.Of(ShortExperiment.Wait()).ToJsonString())));

        answers.Select(answer => (int)answer.StatusCode).Order().ShouldBe([202, 409, 409, 409]);
        var run = await answers.Single(answer => answer.StatusCode == HttpStatusCode.Accepted).Content.ReadFromJsonAsync<JsonElement>();
        await _service.AbortAsync(run.GetProperty("id").GetString()!);
        await _service.EndAsync(run);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task The_record_of_a_run_that_has_ended_is_its_file_and_its_time_is_known_to_the_queries()
    {
        var run = await _service.BeginAsync(ShortExperiment.Of().ToJsonString());
        var record = await _service.EndAsync(run);
        var id = run.GetProperty("id").GetString()!;

        (await _service.Client.GetFromJsonAsync<JsonElement>($"/api/traces?run={id}")).GetArrayLength().ShouldBe(0);
        File.Delete(Path.Combine(run.GetProperty("folder").GetString()!, "run.json"));
        using var gone = await _service.Client.GetAsync($"/api/runs/{id}/record");

        record.GetProperty("id").GetString().ShouldBe(id);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _service.Client.GetFromJsonAsync<JsonElement>($"/api/runs/{id}")).GetProperty("judgement").GetProperty("verdict").GetString().ShouldBe(RunningService.VerdictOf(record));
    }

    [Theory]
    [InlineData("GET", "/api/runs/20260101-000000-none")]
    [InlineData("GET", "/api/runs/20260101-000000-none/record")]
    [InlineData("GET", "/api/runs/20260101-000000-none/events")]
    [InlineData("POST", "/api/runs/20260101-000000-none/abort")]
    public async Task A_run_that_is_not_known_is_404(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _service.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_file_that_is_not_valid_is_400_with_its_mistakes()
    {
        using var response = await _service.PostAsync("""{"title": "x", "description": "y", "metod": []}""");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("mistakes").GetArrayLength().ShouldBeGreaterThan(0);
        problem.GetProperty("detail").GetString()!.ShouldContain("method");
        _service.Bridge.Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"text": 7}""")]
    [InlineData("""{"text": ""}""")]
    public async Task A_body_that_is_no_request_is_a_problem(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _service.Client.PostAsync("/api/runs", content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var content = new StringContent($$"""{"text": "{{new string('x', 9 * 1024 * 1024)}}"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = content };
        request.Headers.ExpectContinue = true;

        using var response = await _service.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_halted_lab_takes_no_run()
    {
        _service.Bridge.IsHalted = true;

        using var response = await _service.PostAsync(ShortExperiment.Of().ToJsonString());

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Content.ReadAsStringAsync()).ShouldContain("./lab halt --release");
    }
}

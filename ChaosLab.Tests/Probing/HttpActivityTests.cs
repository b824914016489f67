using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Probing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Probing;

/// <summary>Requests of experiments to a real server.</summary>
public sealed class HttpActivityTests : IAsyncLifetime
{
    private readonly WebApplication _server;
    private readonly TaskCompletionSource _gone = new();
    private int _calls;

    public HttpActivityTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapGet("/json", () => Results.Json(new { ok = true, items = new[] { 1, 2 } }));
        _server.MapGet("/text", () => "plain");
        _server.MapGet("/broken-json", () => Results.Text("{oops", "application/json"));
        _server.MapGet("/query", (HttpRequest request) => request.QueryString.Value);
        _server.MapMethods("/echo", ["POST", "PUT"], async (HttpRequest request) =>
            $"{request.Method} {request.ContentType}: {await new StreamReader(request.Body).ReadToEndAsync()}");
        _server.MapGet("/fails", () => Results.StatusCode(500));
        _server.MapGet("/big", () => new string('x', 3_000_000));
        _server.MapGet("/hangs", () => _gone.Task);
        _server.MapGet("/here", () => Results.Redirect("/json"));
        _server.MapGet("/away", () => Results.Redirect("http://example.com/"));
        _server.MapGet("/round", () =>
        {
            Interlocked.Increment(ref _calls);
            return Results.Redirect("/round");
        });
        _server.MapGet("/who", (HttpRequest request) => $"{request.Headers.Authorization} {request.Headers.UserAgent}");
    }

    public async ValueTask InitializeAsync() => await _server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _gone.SetResult();
        await _server.DisposeAsync();
    }

    private HttpProvider To(string path) => new(
        _server.Urls.Single() + path, "GET", new Dictionary<string, string>(), null, null, TimeSpan.FromSeconds(30), null, true, 0);

    private static Task<ActivityAnswer> RunAsync(HttpProvider provider, CancellationToken ct = default) => HttpActivity.RunAsync(provider, ct);

    [Fact]
    public async Task A_json_body_is_parsed()
    {
        var answer = await RunAsync(To("/json"));

        answer.Succeeded.ShouldBeTrue(answer.Error);
        answer.Output!["status"]!.GetValue<int>().ShouldBe(200);
        answer.Output["body"]!["items"]![1]!.GetValue<int>().ShouldBe(2);
        answer.Output["headers"]!["Content-Type"]!.GetValue<string>().ShouldStartWith("application/json");
    }

    [Theory]
    [InlineData("/text", "plain")]
    [InlineData("/broken-json", "{oops")]
    public async Task Another_body_is_a_text(string path, string expected)
        => (await RunAsync(To(path))).Output!["body"]!.GetValue<string>().ShouldBe(expected);

    [Fact]
    public async Task Arguments_of_a_get_are_its_query()
    {
        var provider = To("/query?x=0") with { Arguments = JsonNode.Parse("""{"a": "b c&", "n": 1, "l": [1, 2], "none": null}""") };

        (await RunAsync(provider)).Output!["body"]!.GetValue<string>().ShouldBe("?x=0&a=b%20c%26&n=1&l=1&l=2");
    }

    [Theory]
    [InlineData("application/json", """{"a": 1}""", "POST application/json: {\"a\":1}")]
    [InlineData(null, """{"a": 1, "b": "c d"}""", "POST application/x-www-form-urlencoded: a=1&b=c%20d")]
    [InlineData("text/csv", "\"1;2\"", "POST text/csv: 1;2")]
    [InlineData(null, "\"raw\"", "POST : raw")]
    public async Task Arguments_of_a_post_are_its_body(string? type, string arguments, string expected)
    {
        var headers = type is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Content-Type"] = type };
        var provider = To("/echo") with { Method = "POST", Headers = headers, Arguments = JsonNode.Parse(arguments) };

        (await RunAsync(provider)).Output!["body"]!.GetValue<string>().ShouldBe(expected);
    }

    [Fact]
    public async Task Headers_are_sent()
    {
        var provider = To("/who") with { Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer t" } };

        (await RunAsync(provider)).Output!["body"]!.GetValue<string>().ShouldBe("Bearer t ChaosLab");
    }

    [Fact]
    public async Task A_status_of_failure_is_an_answer_unless_another_is_expected()
    {
        (await RunAsync(To("/fails"))).Succeeded.ShouldBeTrue();

        var answer = await RunAsync(To("/fails") with { ExpectedStatus = 200 });
        answer.Succeeded.ShouldBeFalse();
        answer.Error!.ShouldEndWith("answered with status 500; expected was 200.");
        answer.Output!["status"]!.GetValue<int>().ShouldBe(500);
    }

    [Fact]
    public async Task A_large_body_is_cut()
    {
        var answer = await RunAsync(To("/big"));

        answer.Output!["body"]!.GetValue<string>().Length.ShouldBe(BoundedOutput.MostBytes);
        answer.Output["note"]!.GetValue<string>().ShouldBe("The body is cut at 1 MiB.");
    }

    [Fact]
    public async Task No_answer_in_time_is_told()
        => (await RunAsync(To("/hangs") with { Timeout = TimeSpan.FromMilliseconds(200) })).Error!.ShouldEndWith("did not answer within 0.2 s.");

    [Fact]
    public async Task A_cancellation_is_none_of_its_failures()
    {
        using var cancel = new CancellationTokenSource();
        var running = RunAsync(To("/hangs"), cancel.Token);
        await cancel.CancelAsync();

        await running.ShouldThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_redirect_on_this_machine_is_followed()
        => (await RunAsync(To("/here"))).Output!["body"]!["ok"]!.GetValue<bool>().ShouldBeTrue();

    [Fact]
    public async Task A_redirect_to_another_machine_is_not()
        => (await RunAsync(To("/away"))).Error!.ShouldContain("'example.com', which is not this machine");

    [Fact]
    public async Task Redirects_end()
    {
        (await RunAsync(To("/round"))).Error!.ShouldContain("more than 10 times");
        _calls.ShouldBe(11);
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://user@example.com/")]
    public async Task Another_machine_is_refused(string url)
        => (await RunAsync(To("") with { Url = url })).Error!.ShouldContain("is not this machine");

    [Fact]
    public async Task Localhost_by_any_of_its_names_is_this_machine()
    {
        var port = new Uri(_server.Urls.Single()).Port;
        foreach (var host in new[] { "localhost", "LOCALHOST", "shop.localhost", "127.0.0.1" })
        {
            (await RunAsync(To("") with { Url = $"http://{host}:{port}/text" })).Output!["body"]!.GetValue<string>().ShouldBe("plain", host);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var answer = await RunAsync(To("") with { Url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/", MaxRetries = 2 });

        answer.Succeeded.ShouldBeFalse();
        answer.Error!.ShouldContain("could not be called");
    }
}

using System.Net;
using System.Text.Json;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>The API is Toxiproxy's: paths, JSON, status codes and error bodies.</summary>
[Collection(nameof(ProxyPrograms))]
public sealed class ApiContractTests(ProxyPrograms proxies)
{
    private ProxyProgram Proxy => proxies.Standard;

    [Fact]
    public async Task A_proxy_is_made_shown_changed_and_deleted()
    {
        var (status, body) = await Proxy.SendAsync(HttpMethod.Post, "proxies", """{"name":"web->a","listen":"localhost:0","upstream":"localhost:9"}""");
        status.ShouldBe(HttpStatusCode.Created);
        var made = JsonDocument.Parse(body).RootElement;
        made.GetProperty("name").GetString().ShouldBe("web->a");
        made.GetProperty("upstream").GetString().ShouldBe("localhost:9");
        made.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        made.GetProperty("toxics").GetArrayLength().ShouldBe(0);
        var listen = made.GetProperty("listen").GetString()!;
        listen.ShouldMatch("^127\\.0\\.0\\.1:[1-9][0-9]*$");

        (await ShownAsync("proxies/web-%3Ea")).GetProperty("listen").GetString().ShouldBe(listen);
        (await ShownAsync("proxies")).GetProperty("web->a").GetProperty("listen").GetString().ShouldBe(listen);

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Patch })
        {
            (status, body) = await Proxy.SendAsync(method, "proxies/web-%3Ea", """{"enabled":false}""");
            status.ShouldBe(HttpStatusCode.OK);
            JsonDocument.Parse(body).RootElement.GetProperty("enabled").GetBoolean().ShouldBeFalse();
            (await Proxy.SendAsync(method, "proxies/web-%3Ea", """{"enabled":true,"upstream":"127.0.0.1:10"}""")).Status.ShouldBe(HttpStatusCode.OK);
            var changed = await ShownAsync("proxies/web-%3Ea");
            changed.GetProperty("upstream").GetString().ShouldBe("127.0.0.1:10");
            changed.GetProperty("listen").GetString().ShouldBe(listen);
        }

        (await Proxy.SendAsync(HttpMethod.Delete, "proxies/web-%3Ea")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Proxy.SendAsync(HttpMethod.Get, "proxies/web-%3Ea")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_toxic_is_made_shown_changed_and_deleted()
    {
        await using var edge = await Proxy.EdgeAsync(9);
        var (status, body) = await Proxy.SendAsync(HttpMethod.Post, edge.Path + "/toxics", """{"type":"latency","attributes":{"latency":5,"jitter":2}}""");
        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldBe("""{"attributes":{"latency":5,"jitter":2},"name":"latency_downstream","type":"latency","stream":"downstream","toxicity":1}""");

        (await Proxy.SendAsync(HttpMethod.Get, edge.Path + "/toxics/latency_downstream")).Body.ShouldBe(body);
        (await Proxy.SendAsync(HttpMethod.Get, edge.Path + "/toxics")).Body.ShouldBe($"[{body}]");
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Patch })
        {
            (status, body) = await Proxy.SendAsync(method, edge.Path + "/toxics/latency_downstream", """{"attributes":{"jitter":3},"toxicity":0.25}""");
            status.ShouldBe(HttpStatusCode.OK);
            body.ShouldBe("""{"attributes":{"latency":5,"jitter":3},"name":"latency_downstream","type":"latency","stream":"downstream","toxicity":0.25}""");
        }

        (await Proxy.SendAsync(HttpMethod.Delete, edge.Path + "/toxics/latency_downstream")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Proxy.SendAsync(HttpMethod.Get, edge.Path + "/toxics")).Body.ShouldBe("[]");
    }

    [Fact]
    public async Task Packet_loss_has_toxiproxys_attributes()
    {
        await using var edge = await Proxy.EdgeAsync(9);

        var (_, body) = await Proxy.SendAsync(
            HttpMethod.Post, edge.Path + "/toxics", """{"type":"packet_loss","attributes":{"loss_rate":0.25,"correlation":0.5}}""");

        JsonDocument.Parse(body).RootElement.GetProperty("attributes").GetRawText().ShouldBe("""{"loss_rate":0.25,"correlation":0.5,"rto":200}""");
    }

    [Theory]
    [InlineData("POST", "proxies", "{", 400, "bad request body")]
    [InlineData("POST", "proxies", "[]", 400, "bad request body")]
    [InlineData("POST", "proxies", """{"upstream":"a:1"}""", 400, "missing required field: name")]
    [InlineData("POST", "proxies", """{"name":"n"}""", 400, "missing required field: upstream")]
    [InlineData("POST", "proxies", """{"name":"n","upstream":"nowhere"}""", 400, "bad request body")]
    [InlineData("POST", "proxies", """{"name":"n","upstream":"a:1","listen":"0.0.0.0:0"}""", 400, "not on loopback")]
    [InlineData("POST", "proxies", """{"name":"n","upstream":"a:1","listen":":80"}""", 400, "not on loopback")]
    [InlineData("POST", "proxies", """{"name":"EDGE","upstream":"a:1"}""", 409, "proxy already exists")]
    [InlineData("GET", "proxies/none", null, 404, "proxy not found")]
    [InlineData("PATCH", "proxies/none", "{}", 404, "proxy not found")]
    [InlineData("DELETE", "proxies/none", null, 404, "proxy not found")]
    [InlineData("GET", "proxies/none/toxics", null, 404, "proxy not found")]
    [InlineData("POST", "proxies/none/toxics", "{}", 404, "proxy not found")]
    [InlineData("PATCH", "proxies/EDGE", """{"enabled":"yes"}""", 400, "bad request body")]
    [InlineData("GET", "proxies/EDGE/toxics/none", null, 404, "toxic not found")]
    [InlineData("PATCH", "proxies/EDGE/toxics/none", "{}", 404, "toxic not found")]
    [InlineData("DELETE", "proxies/EDGE/toxics/none", null, 404, "toxic not found")]
    [InlineData("POST", "proxies/EDGE/toxics", "{}", 400, "invalid toxic type")]
    [InlineData("POST", "proxies/EDGE/toxics", """{"type":"nonsense"}""", 400, "invalid toxic type")]
    [InlineData("POST", "proxies/EDGE/toxics", """{"type":"latency","stream":"sideways"}""", 400, "stream was invalid, can be either upstream or downstream")]
    [InlineData("POST", "proxies/EDGE/toxics", """{"type":"latency","attributes":{"latency":"long"}}""", 400, "bad request body")]
    [InlineData("POST", "proxies/EDGE/toxics", """{"type":"latency","attributes":{"latency":-1}}""", 400, "attribute 'latency' is -1")]
    [InlineData("POST", "proxies/EDGE/toxics", """{"type":"packet_loss","attributes":{"loss_rate":1.5}}""", 400, "attribute 'loss_rate' is 1.5")]
    [InlineData("POST", "proxies/EDGE/toxics", """{"type":"latency","toxicity":2}""", 400, "'toxicity' must be")]
    [InlineData("POST", "proxies/EDGE/toxics", """{"type":"latency","ttl":"soon"}""", 400, "'ttl' is")]
    [InlineData("POST", "proxies/EDGE/toxics", """{"type":"noop","name":"standing"}""", 409, "toxic already exists")]
    [InlineData("PATCH", "proxies/EDGE/toxics/standing", "oops", 400, "bad request body")]
    public async Task A_refusal_says_why(string method, string path, string? body, int status, string says)
    {
        await using var edge = await Proxy.EdgeAsync(9);
        await edge.AddAsync("noop", new { }, toxic: "standing");

        var (given, answer) = await Proxy.SendAsync(new HttpMethod(method), path.Replace("EDGE", edge.Name), body?.Replace("EDGE", edge.Name));

        ((int)given).ShouldBe(status, answer);
        var error = JsonDocument.Parse(answer).RootElement;
        error.GetProperty("error").GetString()!.ShouldContain(says);
        error.GetProperty("status").GetInt32().ShouldBe(status);
    }

    [Fact]
    public async Task A_text_with_half_of_a_surrogate_pair_is_refused()
    {
        await using var edge = await Proxy.EdgeAsync(9);
        foreach (var (path, body) in new[]
        {
            ("proxies", """{"name":"\ud800","upstream":"a:1"}"""),
            ("proxies", """{"name":"n","upstream":"a:1","\udfff":1}"""),
            ("populate", """[{"name":"n\udc00","upstream":"a:1"}]"""),
            (edge.Path + "/toxics", """{"type":"noop","ttl":"\ud800"}"""),
        })
        {
            var (status, answer) = await Proxy.SendAsync(HttpMethod.Post, path, body);

            status.ShouldBe(HttpStatusCode.BadRequest, answer);
            JsonDocument.Parse(answer).RootElement.GetProperty("error").GetString()!.ShouldContain("half of a surrogate pair");
        }

        (await Proxy.SendAsync(HttpMethod.Post, edge.Path + "/toxics", """{"type":"noop","name":"\ud83d\ude00"}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Errors_are_plain_text_by_their_header_and_those_of_populate_are_JSON()
    {
        using var missing = await Proxy.Http.GetAsync("proxies/none");
        missing.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");

        using var populated = await Proxy.Http.PostAsync("populate", new StringContent("{}"));
        populated.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        populated.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var shown = await Proxy.Http.GetAsync("proxies");
        shown.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task Every_answer_has_a_request_id_of_its_own()
    {
        var ids = new List<string>();
        foreach (var path in new[] { "proxies", "proxies/none", "nowhere" })
        {
            using var answer = await Proxy.Http.GetAsync(path);
            ids.Add(answer.Headers.GetValues("X-Toxiproxy-Request-Id").Single());
        }

        ids.Distinct().Count().ShouldBe(3);
        ids.ShouldAllBe(id => id.Length > 0);
    }

    [Fact]
    public async Task A_proxy_that_cannot_move_to_a_port_says_so_and_can_move_back()
    {
        using var server = TcpServer.Echo();
        using var taken = TcpServer.Echo();
        await using var edge = await Proxy.EdgeAsync(server.Port);

        var (status, body) = await Proxy.SendAsync(HttpMethod.Patch, edge.Path, $$"""{"listen":"127.0.0.1:{{taken.Port}}"}""");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body.ShouldContain($"listen tcp 127.0.0.1:{taken.Port}: bind: address already in use");
        (await edge.FiguresAsync()).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        (await Proxy.SendAsync(HttpMethod.Patch, edge.Path, $$"""{"listen":"127.0.0.1:{{edge.Port}}","enabled":true}""")).Status.ShouldBe(HttpStatusCode.OK);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();
    }

    [Fact]
    public async Task Populate_makes_and_replaces_only_what_differs()
    {
        const string Path = "proxies/populated";
        const string One = """[{"name":"populated","listen":"LISTEN","upstream":"127.0.0.1:9"}]""";
        var (status, body) = await Proxy.SendAsync(HttpMethod.Post, "populate", One.Replace("LISTEN", "127.0.0.1:0"));
        status.ShouldBe(HttpStatusCode.Created);
        var listen = JsonDocument.Parse(body).RootElement.GetProperty("proxies")[0].GetProperty("listen").GetString()!;
        await Proxy.SendAsync(HttpMethod.Post, Path + "/toxics", """{"type":"noop"}""");

        await Proxy.SendAsync(HttpMethod.Post, "populate", One.Replace("LISTEN", listen));
        (await ShownAsync(Path)).GetProperty("toxics").GetArrayLength().ShouldBe(1);

        await Proxy.SendAsync(HttpMethod.Post, "populate", One.Replace("LISTEN", listen).Replace(":9\"", ":10\""));
        var replaced = await ShownAsync(Path);
        replaced.GetProperty("toxics").GetArrayLength().ShouldBe(0);
        replaced.GetProperty("upstream").GetString().ShouldBe("127.0.0.1:10");
        await Proxy.SendAsync(HttpMethod.Delete, Path);
    }

    [Theory]
    [InlineData("""[{"name":"a","upstream":"a:1"},{"upstream":"a:1"}]""", "missing required field: name at proxy 2")]
    [InlineData("""[{"name":"a","upstream":"a:1"},{"name":"b"}]""", "missing required field: upstream at proxy 2")]
    [InlineData("""{"name":"a"}""", "bad request body")]
    public async Task Populate_makes_nothing_when_something_is_wrong(string body, string says)
    {
        var (status, answer) = await Proxy.SendAsync(HttpMethod.Post, "populate", body);

        status.ShouldBe(HttpStatusCode.BadRequest);
        var refusal = JsonDocument.Parse(answer).RootElement;
        refusal.GetProperty("error").GetString()!.ShouldContain(says);
        refusal.GetProperty("proxies").GetArrayLength().ShouldBe(0);
        (await Proxy.SendAsync(HttpMethod.Get, "proxies/a")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_listen_port_that_is_taken_is_said()
    {
        using var taken = TcpServer.Echo();

        var (status, body) = await Proxy.SendAsync(HttpMethod.Post, "proxies", $$"""{"name":"late","listen":"127.0.0.1:{{taken.Port}}","upstream":"a:1"}""");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body.ShouldContain("address already in use");
        (await Proxy.SendAsync(HttpMethod.Get, "proxies/late")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Version_health_and_metrics_answer()
    {
        (await Proxy.SendAsync(HttpMethod.Get, "version")).Body.ShouldContain("\"version\":\"2.");
        (await Proxy.SendAsync(HttpMethod.Get, "health")).Status.ShouldBe(HttpStatusCode.OK);

        using var server = TcpServer.Echo();
        await using var edge = await Proxy.EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync("12345");
        var line = $"toxiproxy_proxy_sent_bytes_total{{direction=\"upstream\",listener=\"127.0.0.1:{edge.Port}\",proxy=\"{edge.Name}\",upstream=\"127.0.0.1:{server.Port}\"}} 5\n";
        await Eventually.BeTrueAsync("the bytes are counted", async _ => (await Proxy.SendAsync(HttpMethod.Get, "metrics")).Body.Contains(line), ProxyProgram.Patience);
    }

    private async Task<JsonElement> ShownAsync(string path)
    {
        var (status, body) = await Proxy.SendAsync(HttpMethod.Get, path);
        status.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }
}

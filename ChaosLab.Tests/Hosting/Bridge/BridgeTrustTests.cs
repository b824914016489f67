extern alias hosting;

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChaosLab.Hosting.Bridge;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Resources;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Bridge;

/// <summary>What the bridge of a running lab refuses, and what it writes down.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class BridgeTrustTests : IDisposable
{
    private readonly Lab _lab;
    private readonly LabResource _resource;
    private readonly HttpClient _http;

    public BridgeTrustTests(SharedLab shared)
    {
        _lab = shared.Lab;
        _resource = _lab.App.Services.GetRequiredService<LabResource>();
        _http = new HttpClient { BaseAddress = new Uri(_resource.BridgeUrl!) };
    }

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(null, null, null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", null, null, HttpStatusCode.Unauthorized)]
    [InlineData("right", "attacker.example", null, HttpStatusCode.Forbidden)]
    [InlineData("right", null, "http://attacker.example", HttpStatusCode.Forbidden)]
    public async Task Strangers_change_nothing(string? token, string? host, string? origin, HttpStatusCode expected)
    {
        using var request = Request("""{"kind":"kill","target":"web-1"}""", token is "right" ? _resource.Token : token);
        if (host is not null) request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);

        var who = $"stranger {Guid.NewGuid():N}";
        request.Headers.Add(BridgeAudit.WhoHeader, Uri.EscapeDataString(who));
        (await ProblemAsync(request, expected)).ShouldNotBeNullOrEmpty();
        Faults.ShouldBeEmpty();

        // Who was not let in is in the audit, with what was answered, and not as who it says it is.
        var line = (await AuditAsync(who, 1)).Single();
        line.GetProperty("result").GetString().ShouldBe(((int)expected).ToString(CultureInfo.InvariantCulture));
        line.GetProperty("what").GetString().ShouldBe("POST /faults");
        line.GetProperty("who").GetString()!.ShouldMatch($"^port [0-9]+, says: {who}$");
    }

    [Theory]
    [InlineData("""{"kind":"kill","target":"web-1" """, HttpStatusCode.BadRequest)]
    [InlineData("""["kill","web-1"]""", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":"kill"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":"pause","target":"web-1","forSeconds":"long"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":"pause","target":"web-1","forSeconds":86400}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":"kill","target":"web-1; rm -rf /"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"kind":"kill","target":"../../web-1"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"kind":"kill","target":"web-1\u0000"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"kind":"$(reboot)","target":"web-1"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"kind":"pg-lock","target":"postgres","settings":{"table":"orders; DROP TABLE orders"}}""", HttpStatusCode.BadRequest)]
    public async Task Nonsense_is_refused_with_the_reason(string body, HttpStatusCode expected)
    {
        using var request = Request(body, _resource.Token);

        (await ProblemAsync(request, expected)).ShouldNotBeNullOrEmpty();
        Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_json_of_a_bounded_size_is_read()
    {
        using var form = Request("kind=kill&target=web-1", _resource.Token, "application/x-www-form-urlencoded");
        await ProblemAsync(form, HttpStatusCode.UnsupportedMediaType);

        using var large = Request($$"""{"kind":"kill","target":"{{new string('x', 100_000)}}"}""", _resource.Token);
        await ProblemAsync(large, HttpStatusCode.RequestEntityTooLarge);
        Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_attempt_is_written_down_with_who_and_the_result()
    {
        using var request = Request("""{"kind":"no-such","target":"web-1","settings":{"password":"s3cr3t-of-a-setting"}}""", _resource.Token);
        request.Headers.Add(BridgeAudit.WhoHeader, Uri.EscapeDataString("Ada Lövelace (pid 7)"));
        await ProblemAsync(request, HttpStatusCode.NotFound);

        var entries = await AuditAsync("pid 7", 2);
        entries.Select(entry => entry.GetProperty("result").GetString()).Take(2).ShouldBe(["attempt", "404"]);
        entries[0].GetProperty("who").GetString().ShouldBe("Ada Lövelace (pid 7)");
        foreach (var entry in entries.Take(2))
        {
            entry.GetProperty("what").GetString().ShouldBe("POST /faults");
            entry.GetProperty("kind").GetString().ShouldBe("no-such");
            entry.GetProperty("target").GetString().ShouldBe("web-1");
        }

        var audit = await ReadAuditAsync(TestContext.Current.CancellationToken);
        audit.ShouldNotContain("s3cr3t-of-a-setting");
        audit.ShouldNotContain(_resource.Token);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(AuditPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_fault_that_is_lifted_is_written_down_with_its_kind_and_target()
    {
        var who = $"lifter {Guid.NewGuid():N}";
        var run = await _lab.InjectFeltAsync("latency", "web->catalog", ("latency", "100ms"));
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/faults/{run.Record.Id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _resource.Token);
        request.Headers.Add(BridgeAudit.WhoHeader, Uri.EscapeDataString(who));
        (await _http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var entries = await AuditAsync(who, 2);
        entries.Select(entry => (entry.GetProperty("kind").GetString(), entry.GetProperty("target").GetString(), entry.GetProperty("result").GetString()))
            .ShouldBe([("latency", "web->catalog", "attempt"), ("latency", "web->catalog", "200")]);
        await run.RemoveAsync();
    }

    private string AuditPath => Path.Combine(_resource.DataDirectoryOf("journal"), BridgeAudit.FileName);

    private async Task<string> ReadAuditAsync(CancellationToken ct)
    {
        await using var file = new FileStream(AuditPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(ct);
    }

    private async Task<JsonElement[]> AuditAsync(string who, int least)
    {
        var lines = await Eventually.BeAsync("the audit",
            async ct => (await ReadAuditAsync(ct)).Split('\n').Where(line => line.Contains(who, StringComparison.Ordinal)).ToArray(),
            found => found.Length >= least, TimeSpan.FromSeconds(30));
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private IEnumerable<FaultRun> Faults => _lab.App.Services.GetRequiredService<FaultBook>().Active;

    private static HttpRequestMessage Request(string body, string? token, string type = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/faults") { Content = new StringContent(body, Encoding.UTF8, type) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private async Task<string?> ProblemAsync(HttpRequestMessage request, HttpStatusCode expected)
    {
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        text.ShouldNotContain("   at ");
        var problem = JsonDocument.Parse(text).RootElement;
        return problem.TryGetProperty("detail", out var detail) ? detail.GetString() : problem.GetProperty("title").GetString();
    }
}

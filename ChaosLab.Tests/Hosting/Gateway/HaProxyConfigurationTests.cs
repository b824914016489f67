using System.Diagnostics;
using ChaosLab.Hosting.Gateway;
using ChaosLab.Hosting.Infrastructure;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Gateway;

public sealed class HaProxyConfigurationTests
{
    private static readonly GatewayPlan Plan = new("127.0.0.1", 5000, null,
    [
        new GatewayRoute("catalog", ["/products", "/search"], [new GatewayServer("catalog", "127.0.0.1", 7001)]),
        new GatewayRoute("web", [], [new GatewayServer("web-1", "127.0.0.1", 7002), new GatewayServer("web-2", "127.0.0.1", 7003)]),
    ]);

    private static string[] Lines => [.. HaProxyConfiguration.Write(Plan).Split('\n').Select(line => line.Trim())];

    [Fact]
    public void Paths_go_to_their_service_and_the_rest_to_the_instances()
    {
        Lines.ShouldContain("bind 127.0.0.1:5000");
        Lines.ShouldContain("acl to_catalog path /products /search");
        Lines.ShouldContain("acl to_catalog path_beg /products/ /search/");
        Lines.ShouldContain("use_backend catalog if to_catalog");
        Lines.ShouldContain("default_backend web");
        Lines.ShouldContain("server web-1 127.0.0.1:7002");
        Lines.ShouldContain("server web-2 127.0.0.1:7003");
    }

    [Fact]
    public void The_labs_own_requests_go_to_the_same_servers_and_are_counted_apart()
    {
        Lines.ShouldContain("acl own path /health /alive");
        Lines.ShouldContain("acl own req.hdr(X-ChaosLab-Canary) -m found");
        Array.IndexOf(Lines, "use_backend catalog.lab if to_catalog own").ShouldBeInRange(0, Array.IndexOf(Lines, "use_backend catalog if to_catalog") - 1);
        Lines.ShouldContain("use_backend web.lab if own");
        Lines.ShouldContain("server web-2 127.0.0.1:7003 track web/web-2");
    }

    [Fact]
    public void Only_what_is_safe_or_keyed_is_sent_twice()
    {
        Lines.ShouldContain("retry-on conn-failure empty-response");
        Lines.ShouldContain("acl safe method GET HEAD OPTIONS");
        Lines.ShouldContain("acl keyed req.hdr(Idempotency-Key) -m found");
        Lines.ShouldContain("http-request disable-l7-retry if !safe !keyed");
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void Errors_of_the_gateway_are_problems_in_json(int status)
        => Lines.ShouldContain(line =>
            line.StartsWith($"http-error status {status} content-type application/problem+json string '", StringComparison.Ordinal)
            && line.Contains("\"error\":\"shop unavailable\"", StringComparison.Ordinal));

    [Fact]
    public void A_control_socket_is_there_only_when_it_has_a_path()
    {
        HaProxyConfiguration.Write(Plan).ShouldNotContain("stats socket");
        HaProxyConfiguration.Write(Plan with { StatsSocket = "/a b/c" }).ShouldContain("stats socket \"/a b/c\" mode 600");
    }

    [Fact]
    public async Task HAProxy_accepts_it()
    {
        var program = LocalPrograms.Find(null).HAProxy;
        Assert.SkipWhen(program is null, "HAProxy is not installed.");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, HaProxyConfiguration.Write(Plan));
            using var check = Process.Start(new ProcessStartInfo(program!, ["-c", "-f", file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var complaint = await check.StandardError.ReadToEndAsync();
            await check.WaitForExitAsync();
            check.ExitCode.ShouldBe(0, complaint);
            complaint.ShouldNotContain("WARNING");
        }
        finally
        {
            File.Delete(file);
        }
    }
}

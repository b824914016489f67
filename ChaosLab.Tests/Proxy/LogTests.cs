using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Where the log and the decisions go does not matter to connections.</summary>
public sealed class LogTests
{
    // A pipe takes 64 KB before its writer has to wait.
    private const int Toxics = 100;
    private const int NameLength = 4_000;

    [Fact]
    public async Task A_log_that_nobody_reads_stops_neither_edges_nor_the_API()
    {
        using var server = TcpServer.Echo();
        using var program = Process.Start(new ProcessStartInfo("dotnet", [BuiltPrograms.Proxy, "--api", "127.0.0.1:0"]) { RedirectStandardOutput = true })!;
        try
        {
            using var http = new HttpClient { BaseAddress = await ReadyAsync(program), Timeout = TimeSpan.FromSeconds(10) };
            using var made = await http.PostAsJsonAsync("proxies", new { name = "edge", upstream = $"127.0.0.1:{server.Port}" });
            var port = IPEndPoint.Parse(JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("listen").GetString()!).Port;
            for (var i = 0; i < Toxics; i++)
            {
                using var added = await http.PostAsJsonAsync("proxies/edge/toxics", new { type = "noop", name = $"{i}-{new string('x', NameLength)}" });
                added.StatusCode.ShouldBe(HttpStatusCode.OK);
            }

            using var caller = await Caller.ConnectAsync(port);
            (await caller.RoundTripAsync()).ShouldBeLessThan(TimeSpan.FromSeconds(10));
            using var reset = await http.PostAsync("reset", content: null);
            reset.StatusCode.ShouldBe(HttpStatusCode.NoContent);

            // Late, but all of it.
            using var limit = new CancellationTokenSource(ProxyProgram.Patience);
            for (var i = 0; i < Toxics; i++) (await program.StandardOutput.ReadLineAsync(limit.Token))!.ShouldStartWith($"toxic added: edge {i}-");
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("sockets")]
    public async Task A_full_disk_under_the_decisions_is_said_once_and_stops_no_connection(string engine)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux has /dev/full.");
        await using var proxy = await ProxyProgram.StartAsync(["--engine", engine, "--decisions", "/dev/full"]);
        using var server = TcpServer.Echo();
        await using var edge = await proxy.EdgeAsync(server.Port);
        await edge.AddAsync("latency", new { latency = 2, jitter = 2 });

        for (var i = 0; i < 5; i++)
        {
            using var caller = await edge.CallAsync();
            await caller.RoundTripAsync();
        }

        await Eventually.BeTrueAsync("the failure is said", () => Said(proxy) == 1);
        using var last = await edge.CallAsync();
        for (var i = 0; i < 5; i++) await last.RoundTripAsync();
        Said(proxy).ShouldBe(1);
        (await proxy.SendAsync(HttpMethod.Get, "decisions")).Body.ShouldContain("\"what\":\"delay\"");
    }

    private static int Said(ProxyProgram proxy)
        => proxy.Program.Output.Split('\n').Count(line => line.StartsWith("decisions are not written to /dev/full any more: ", StringComparison.Ordinal));

    private static async Task<Uri> ReadyAsync(Process program)
    {
        using var limit = new CancellationTokenSource(ProxyProgram.Patience);
        var api = "";
        while (await program.StandardOutput.ReadLineAsync(limit.Token) is { } line and not "ready")
        {
            if (line.StartsWith("API: ", StringComparison.Ordinal)) api = line["API: ".Length..];
        }

        return new Uri(api);
    }
}

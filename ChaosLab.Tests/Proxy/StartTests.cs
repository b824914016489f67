using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>How the proxy starts, alone and under a host, what it says when it cannot, and how it ends.</summary>
[Collection(Alone.Name)]
public sealed partial class StartTests
{
    [Fact]
    public async Task Alone_it_needs_two_addresses()
    {
        using var server = TcpServer.Echo();
        await using var proxy = await ProxyProgram.StartAsync(["--listen", "127.0.0.1:0", "--upstream", $"127.0.0.1:{server.Port}", "--name", "one"]);

        var said = EdgeLine().Match(proxy.Program.Output);
        said.Success.ShouldBeTrue(proxy.Program.Output);
        said.Groups[2].Value.ShouldBe($"127.0.0.1:{server.Port}");
        using var caller = await Caller.ConnectAsync(int.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture));
        await caller.RoundTripAsync();
    }

    [Fact]
    public async Task Under_a_host_the_edges_come_from_the_environment()
    {
        using var server = TcpServer.Echo();
        await using var program = RunningProgram.Start(BuiltPrograms.Proxy, [], new Dictionary<string, string?>
        {
            ["Proxy__Api"] = "http://127.0.0.1:0",
            ["Proxy__Edges__0__Name"] = "web->payment",
            ["Proxy__Edges__0__From"] = "web",
            ["Proxy__Edges__0__To"] = "payment",
            ["Proxy__Edges__0__Protocol"] = "http",
            ["Proxy__Edges__0__Listen"] = "0",
            ["Proxy__Edges__0__Upstream"] = $"http://127.0.0.1:{server.Port}",
            ["Proxy__Edges__1__Name"] = "web->cache",
            ["Proxy__Edges__1__Upstream"] = "localhost:6379",
        });
        await Eventually.BeTrueAsync("the proxy is ready", _ => Task.FromResult(program.Output.Contains("\nready", StringComparison.Ordinal)), ProxyProgram.Patience);
        using var http = new HttpClient { BaseAddress = new Uri(ApiLine().Match(program.Output).Groups[1].Value) };
        http.BaseAddress.Port.ShouldNotBe(8474);
        var edges = await http.GetStringAsync("edges");
        var shown = JsonDocument.Parse(edges).RootElement.EnumerateArray().ToDictionary(edge => edge.GetProperty("name").GetString()!);
        shown.Keys.ShouldBe(["web->cache", "web->payment"], ignoreOrder: true);
        var payment = shown["web->payment"];
        payment.GetProperty("from").GetString().ShouldBe("web");
        payment.GetProperty("to").GetString().ShouldBe("payment");
        payment.GetProperty("protocol").GetString().ShouldBe("http");
        payment.GetProperty("upstream").GetString().ShouldBe($"127.0.0.1:{server.Port}");
        payment.GetProperty("requests").GetInt64().ShouldBe(0);
        shown["web->cache"].GetProperty("requests").ValueKind.ShouldBe(JsonValueKind.Null);

        using var caller = await Caller.ConnectAsync(IPEndPoint.Parse(payment.GetProperty("listen").GetString()!).Port);
        await caller.RoundTripAsync();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_message()
    {
        using var taken = TcpServer.Echo();

        var (code, output) = await RunningProgram.RunAsync(
            BuiltPrograms.Proxy, ["--listen", $"127.0.0.1:{taken.Port}", "--upstream", "127.0.0.1:9", "--api", "127.0.0.1:0"]);

        code.ShouldBe(1);
        output.Trim().ShouldBe($"The edge 'edge' cannot take connections: listen tcp 127.0.0.1:{taken.Port}: bind: address already in use. Free the port, or choose another.");
    }

    [Fact]
    public async Task A_port_of_the_API_that_is_taken_is_said_in_one_message()
    {
        using var taken = TcpServer.Echo();

        var (code, output) = await RunningProgram.RunAsync(BuiltPrograms.Proxy, ["--api", $"127.0.0.1:{taken.Port}"]);

        code.ShouldBe(1);
        output.Trim().ShouldBe($"The API cannot listen on 127.0.0.1:{taken.Port}: the port is taken. Free it, or choose another with --api.");
    }

    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--listen 127.0.0.1:0", "--upstream is missing")]
    [InlineData("--listen 0.0.0.0:80 --upstream 127.0.0.1:9", "not on loopback")]
    [InlineData("--upstream nowhere", "must be host:port")]
    [InlineData("--upstream 127.0.0.1:9 --protocol morse", "the protocol 'morse' is unknown")]
    [InlineData("--api 10.0.0.1:80", "not on loopback")]
    [InlineData("--seed many", "--seed is 'many'")]
    [InlineData("--token-file no-such-file", "--token-file cannot be read")]
    [InlineData("--name one", "--name says nothing without an edge")]
    [InlineData("--protocol redis", "--protocol says nothing without an edge")]
    [InlineData("--loops 0", "--loops is '0'; it must be a whole number from 1 to 64.")]
    [InlineData("--loops 65", "--loops is '65'")]
    [InlineData("--api 127.0.0.1:0 --decisions no-such-directory/decisions", "--decisions cannot be written")]
    public async Task Wrong_use_is_said_in_one_message(string arguments, string says)
    {
        var (code, output) = await RunningProgram.RunAsync(BuiltPrograms.Proxy, arguments.Split(' '));

        code.ShouldBe(2, output);
        output.ShouldContain(says);
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_port_of_the_API_that_is_not_allowed_is_said_in_one_message()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Which ports are privileged is read from /proc, which only Linux has.");
        if (int.Parse(await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_unprivileged_port_start"), CultureInfo.InvariantCulture) <= 81) Assert.Skip("This system has no privileged ports.");

        // Root may use them unless it gives this right up.
        string[] command = [.. Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-net_bind_service"] : new[] { "env" }, "dotnet", BuiltPrograms.Proxy, "--api", "127.0.0.1:81"];
        using var program = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        program.ExitCode.ShouldBe(1);
        said.Trim().ShouldBe("The API cannot listen on 127.0.0.1:81: Permission denied. Choose another address with --api.");
    }

    [Fact]
    public async Task The_API_answers_on_another_address_of_loopback()
    {
        if (OperatingSystem.IsMacOS()) Assert.Skip("macOS has only one address of loopback.");
        await using var program = RunningProgram.Start(BuiltPrograms.Proxy, ["--api", "127.0.0.2:0"]);
        await Eventually.BeTrueAsync("the proxy is ready", () => program.Output.Contains("\nready", StringComparison.Ordinal), ProxyProgram.Patience);
        using var http = new HttpClient { BaseAddress = new Uri(ApiLine().Match(program.Output).Groups[1].Value) };

        http.BaseAddress.Host.ShouldBe("127.0.0.2");
        (await http.GetAsync("health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var stranger = new HttpRequestMessage(HttpMethod.Get, "health") { Headers = { Host = $"127.0.0.3:{http.BaseAddress.Port}" } };
        (await http.SendAsync(stranger)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("sockets")]
    public async Task Edges_are_spread_over_as_many_threads_as_are_asked_for(string engine)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Threads are read from /proc, which only Linux has.");
        using var server = TcpServer.Echo();
        await using var proxy = await ProxyProgram.StartAsync(["--engine", engine, "--loops", "3"]);
        var threads = Directory.GetDirectories($"/proc/{proxy.Program.Pid}/task").Select(task => (Task: task, Name: File.ReadAllText(Path.Combine(task, "comm")).Trim()))
            .Where(thread => thread.Name.StartsWith("edges ", StringComparison.Ordinal)).ToArray();
        threads.Select(thread => thread.Name).ShouldBe(["edges 1", "edges 2", "edges 3"], ignoreOrder: true);
        var before = threads.Select(Nanoseconds).ToArray();

        for (var i = 0; i < 3; i++)
        {
            var edge = await proxy.EdgeAsync(server.Port);
            using var caller = await edge.CallAsync();
            for (var message = 0; message < 50; message++) await caller.RoundTripAsync();
        }

        // Each has carried the messages of its own edge, which takes some microseconds for each.
        foreach (var (thread, earlier) in threads.Zip(before)) (Nanoseconds(thread) - earlier).ShouldBeGreaterThan(200_000, thread.Name);

        static long Nanoseconds((string Task, string Name) thread)
            => long.Parse(File.ReadAllText(Path.Combine(thread.Task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("epoll")]
    [InlineData("sockets")]
    public async Task It_ends_promptly_with_connections_open(string engine)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no SIGTERM.");
        if (engine == "epoll" && !OperatingSystem.IsLinux()) Assert.Skip("Only Linux has epoll.");
        using var server = TcpServer.Echo();
        await using var proxy = await ProxyProgram.StartAsync(["--engine", engine]);
        var edge = await proxy.EdgeAsync(server.Port);
        using var caller = await edge.CallAsync();
        await caller.RoundTripAsync();
        var clock = Stopwatch.StartNew();

        using (var kill = Process.Start("kill", ["-TERM", proxy.Program.Pid.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        var code = await proxy.Program.ExitAsync(ProxyProgram.Patience);

        code.ShouldBe(0, proxy.Program.Output);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [GeneratedRegex(@"edge one: 127\.0\.0\.1:(\d+) -> (\S+)")]
    private static partial Regex EdgeLine();

    [GeneratedRegex("^API: (.*)$", RegexOptions.Multiline)]
    private static partial Regex ApiLine();
}

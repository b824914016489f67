using System.Globalization;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Five thousand connections at once; in CI a system whose limit of open files does not allow them is a failure.</summary>
[Collection(nameof(ProxyPrograms))]
public sealed class ManyConnectionsTests(ProxyPrograms proxies)
{
    private const int Count = 5_000;

    public static TheoryData<string> Engines => ProxyPrograms.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Five_thousand_connections_stand_and_answer(string engine)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The limit of open files is read from /proc, which only Linux has.");

        // The proxy needs two descriptors for each, this process two as well: the caller's and the server's.
        var proxy = proxies[engine];
        var allowed = (Math.Min(Limit("self"), Limit(proxy.Program.Pid.ToString(CultureInfo.InvariantCulture))) - 500) / 2;
        if (allowed < Count)
        {
            OnCi.Without($"the limit of open files allows {allowed} connections; raise it to {2 * Count + 500} (ulimit -Hn)");
        }

        using var server = TcpServer.Echo();
        await using var edge = await proxy.EdgeAsync(server.Port);
        var callers = new List<Caller>();
        try
        {
            for (var i = 0; i < Count; i += 100) callers.AddRange(await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => edge.CallAsync())));
            foreach (var some in callers.Chunk(500)) await Task.WhenAll(some.Select(caller => caller.RoundTripAsync()));

            (await edge.FiguresAsync()).GetProperty("connectionsOpen").GetInt32().ShouldBe(Count);

            await edge.AddAsync("latency", new { latency = 1 });
            foreach (var some in callers.Chunk(500)) await Task.WhenAll(some.Select(caller => caller.RoundTripAsync()));
            await edge.RemoveAsync("latency_downstream");
            foreach (var some in callers.Chunk(500)) await Task.WhenAll(some.Select(caller => caller.RoundTripAsync()));
        }
        finally
        {
            foreach (var caller in callers) caller.Dispose();
        }

        await Eventually.BeTrueAsync(
            "no connection is left", async _ => (await edge.FiguresAsync()).GetProperty("connectionsOpen").GetInt32() == 0, ProxyProgram.Patience);
    }

    private static int Limit(string process)
        => (int)Math.Min(int.MaxValue, long.Parse(
            File.ReadLines($"/proc/{process}/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3].Replace("unlimited", "1000000", StringComparison.Ordinal),
            CultureInfo.InvariantCulture));
}

using System.Globalization;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>Five thousand connections at once, as far as this system's limit of open files allows.</summary>
[Collection(nameof(ProxyPrograms))]
public sealed class ManyConnectionsTests(ProxyPrograms proxies)
{
    private const int Wanted = 5_000;

    [Fact]
    public async Task Five_thousand_connections_stand_and_answer()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The limit of open files is read from /proc, which only Linux has.");

        // The proxy needs two descriptors for each, this process two as well: the caller's and the server's.
        var count = Math.Min(Wanted, (Limit("self", column: 3) - 500) / 2);
        count = Math.Min(count, (Limit(proxies.Standard.Program.Pid.ToString(CultureInfo.InvariantCulture), column: 3) - 500) / 2);
        if (count < 1_000) Assert.Skip($"This system allows only {count} connections.");

        using var server = TcpServer.Echo();
        await using var edge = await proxies.Standard.EdgeAsync(server.Port);
        var callers = new List<Caller>();
        try
        {
            for (var i = 0; i < count; i += 100) callers.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(100, count - i)).Select(_ => edge.CallAsync())));
            foreach (var some in callers.Chunk(500)) await Task.WhenAll(some.Select(caller => caller.RoundTripAsync()));

            (await edge.FiguresAsync()).GetProperty("connectionsOpen").GetInt32().ShouldBe(count);

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

    private static int Limit(string process, int column)
        => (int)Math.Min(int.MaxValue, long.Parse(
            File.ReadLines($"/proc/{process}/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[column].Replace("unlimited", "1000000", StringComparison.Ordinal),
            CultureInfo.InvariantCulture));
}

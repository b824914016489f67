using System.Net;
using System.Net.Sockets;
using System.Text;
using ChaosLab.ChaosController.Console.Live;
using ChaosLab.Tests.Running;
using ChaosLab.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console.Live;

/// <summary>A page that takes its events slowly, or not at all.</summary>
public sealed class SlowReaderTests : IAsyncLifetime
{
    // Large enough that a few changes fill all buffers between the service and a page.
    private const int Faults = 20_000;

    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Who_does_not_read_is_dropped_and_keeps_nobody_waiting()
    {
        await using var stream = await ServeAsync(TimeSpan.FromMilliseconds(500));
        using var quick = await LiveClient.OpenAsync(_service.Client);
        await quick.SnapshotAsync();
        using var stuck = await AskAsync(new Uri(stream.Urls.Single()));
        await Eventually.BeTrueAsync("both have a place", () => _service.Feed.Watchers == 2);

        var round = 0;
        await Eventually.BeTrueAsync("the place of the one that does not read is free", async _ =>
        {
            var mark = $"f-{++round}-";
            _service.Bridge.WebFaults = [.. Enumerable.Range(0, Faults).Select(number => mark + number)];
            _service.Bridge.Announce("resources");
            await quick.UntilAsync("the other one hears the change", "resources", resources => resources.ToString().Contains(mark, StringComparison.Ordinal));
            return _service.Feed.Watchers == 1;
        });

        await EndsAsync(stuck);
    }

    [Fact]
    public async Task Who_is_slow_is_told_in_one_update_all_that_has_changed_meanwhile()
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        using var seat = _service.Feed.Join().ShouldNotBeNull();
        await using var events = _service.Feed.WatchAsync(seat, limit.Token).GetAsyncEnumerator(limit.Token);
        await NextAsync("snapshot");
        using var quick = await LiveClient.OpenAsync(_service.Client);
        await quick.SnapshotAsync();

        foreach (var state in (string[])["Stopping", "Finished", "Starting"])
        {
            _service.Bridge.Web = (state, null);
            _service.Bridge.Announce("resources");
            await quick.UntilAsync(state, "resources", resources => resources.ToString().Contains($"\"{state}\"", StringComparison.Ordinal));
        }

        _service.Bridge.IsHalted = true;
        _service.Bridge.Announce("halt");
        await quick.UntilAsync("the halt", "halt", halt => halt.GetProperty("halted").GetBoolean());

        var update = (await NextAsync("update")).ShouldBeOfType<LiveUpdate>();
        update.Resources.ShouldNotBeNull().Single(resource => resource.Name == "web-1").State.ShouldBe("Starting");
        update.Halt.ShouldNotBeNull().Halted.ShouldBeTrue();

        // Before anything is known there may be a sign of life.
        async Task<object> NextAsync(string name)
        {
            do (await events.MoveNextAsync()).ShouldBeTrue();
            while (events.Current.Name == "ping");
            events.Current.Name.ShouldBe(name);
            return events.Current.Data;
        }
    }

    // The same feed, less patient.
    private async Task<WebApplication> ServeAsync(TimeSpan limit)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/live", () => new LiveStream(_service.Feed, _service.Feed.Join()!) { SlowLimit = limit });
        await app.StartAsync();
        return app;
    }

    private static async Task<Socket> AskAsync(Uri server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /live HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n"));
        return socket;
    }

    private static async Task EndsAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, limit.Token) > 0)
            {
                // What was on its way comes first.
            }
        }
        catch (SocketException)
        {
            // It was cut off.
        }
    }
}

using ChaosLab.ChaosController.Api;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ChaosController;

public sealed class HeartbeatTests
{
    [Fact]
    public async Task It_beats_while_its_host_lives_and_no_more_once_that_is_disposed()
    {
        await using var bridge = await FakeBridge.StartAsync();
        await using var another = await FakeBridge.StartAsync();
        using var client = new BridgeClient(new Uri(bridge.Url), FakeBridge.Token);
        using var anotherClient = new BridgeClient(new Uri(another.Url), FakeBridge.Token);
        var heartbeat = new Heartbeat(client, new NeverStopped());
        using var goingOn = new Heartbeat(anotherClient, new NeverStopped());
        await heartbeat.StartAsync(CancellationToken.None);
        await Eventually.BeTrueAsync("it beats again and again", () => bridge.Beats >= 2);

        heartbeat.Dispose();

        // One that goes on tells that it has had the time for more.
        var last = bridge.Beats;
        await goingOn.StartAsync(CancellationToken.None);
        await Eventually.BeTrueAsync("another one beats on", () => another.Beats >= 3);
        bridge.Beats.ShouldBe(last, "somebody else may listen there by now");
    }

    private sealed class NeverStopped : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
            // Nothing runs here.
        }
    }
}

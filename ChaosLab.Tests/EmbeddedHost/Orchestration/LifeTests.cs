using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using ChaosLab.EmbeddedHost.Processes;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Orchestration;

[Collection(Alone.Name)]
public sealed class LifeTests
{
    [Fact]
    public async Task A_restart_keeps_the_port_runs_the_callbacks_again_and_gives_a_new_process()
    {
        var starts = 0;
        await using var app = await App.StartAsync(builder => builder
            .AddScript("server", "echo port=$PORT start=$START; exec sleep 1000")
            .WithHttpEndpoint(env: "PORT")
            .WithEnvironment(context => context.EnvironmentVariables["START"] = Interlocked.Increment(ref starts)));
        var (first, address) = (app.Process("server"), app.Application.GetEndpoint("server"));

        (await app.PressAsync("server", "restart")).Success.ShouldBeTrue();

        app.Process("server").ShouldNotBe(first);
        first.IsAlive.ShouldBeFalse();
        app.Application.GetEndpoint("server").ShouldBe(address);
        app.Snapshot("server").Urls.Single().Url.ShouldStartWith($"http://localhost:{address.Port}");
        await Support.Eventually.BeAsync("the second line", _ => app.LogAsync("server"),
            lines => lines.Any(line => line.EndsWith($"port={address.Port} start=2", StringComparison.Ordinal)), App.Limit);
    }

    [Fact]
    public async Task A_taken_port_is_named_and_can_be_tried_again()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var app = await App.StartAsync(builder => builder.AddSleeper("server").WithHttpEndpoint(port: port, isProxied: false));

        app.Snapshot("server").State!.Text.ShouldBe(KnownResourceStates.FailedToStart);
        app.Property("server", "resource.failureReason").ShouldBeOfType<string>().ShouldContain($"Port {port} of 'server'");

        other.Stop();
        (await app.PressAsync("server", "start")).Success.ShouldBeTrue();
        app.Property("server", "resource.failureReason").ShouldBeNull();
    }

    [Fact]
    public async Task An_unexpected_end_tells_exit_code_and_last_lines()
    {
        await using var app = await App.StartAsync(builder => builder.AddScript("server", "echo first; echo why >&2; exit 9"));

        await app.States.WaitForResourceAsync("server", KnownResourceStates.Finished, app.Token);

        var snapshot = app.Snapshot("server");
        snapshot.ExitCode.ShouldBe(9);
        snapshot.StopTimeStamp.ShouldNotBeNull();
        app.Property("server", "resource.lastLogLines").ShouldBeOfType<string[]>().ShouldBe(["first", "why"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_snapshot_names_the_process()
    {
        await using var app = await App.StartAsync(builder => builder.AddSleeper("server"));

        var snapshot = app.Snapshot("server");
        snapshot.ResourceType.ShouldBe("Executable");
        app.Property("server", "executable.path").ShouldBe("sleep");
        app.Property("server", "executable.workDir").ShouldBe("/");
        await Support.Eventually.BeAsync("the program in its process", _ => Task.FromResult(ProcStat.Read(app.Process("server").Pid)?.Name),
            name => name == "sleep", App.Limit);
        DateTime.Parse((string)app.Property("server", "process.startTime")!, null, System.Globalization.DateTimeStyles.RoundtripKind)
            .ShouldBe(DateTime.UtcNow, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_process_inherits_what_is_not_the_AppHosts_own()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://localhost:1");
        Environment.SetEnvironmentVariable("CHAOSLAB_TEST_VALUE", "inherited");
        try
        {
            await using var app = await App.StartAsync(builder => builder.AddScript("server", "echo [$ASPNETCORE_URLS] [$CHAOSLAB_TEST_VALUE]; exec sleep 1000"));
            await Support.Eventually.BeAsync("the line", _ => app.LogAsync("server"),
                lines => lines.Any(line => line.EndsWith("[] [inherited]", StringComparison.Ordinal)), App.Limit);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
            Environment.SetEnvironmentVariable("CHAOSLAB_TEST_VALUE", null);
        }
    }

    [Fact]
    public async Task Two_applications_run_beside_each_other_and_each_ends_only_its_own()
    {
        await using var one = await App.StartAsync(builder => builder.AddSleeper("server").WithHttpEndpoint());
        var two = await App.StartAsync(builder => builder.AddSleeper("server").WithHttpEndpoint());
        var (first, second) = (one.Process("server"), two.Process("server"));
        one.Application.GetEndpoint("server").ShouldNotBe(two.Application.GetEndpoint("server"));

        await two.DisposeAsync();

        second.IsAlive.ShouldBeFalse();
        first.IsAlive.ShouldBeTrue();
    }

    [Fact]
    public async Task The_end_goes_from_those_that_need_to_those_that_are_needed()
    {
        var (ended, seen) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var app = await App.StartAsync(builder =>
        {
            var store = builder.AddSleeper("store");
            builder.AddSleeper("front").WaitFor(builder.AddSleeper("service").WaitFor(store));
        });
        var watching = Task.Run(async () =>
        {
            await foreach (var change in app.States.WatchAsync(CancellationToken.None))
            {
                seen.Enqueue(change.Resource.Name);
                if (change.Snapshot.State?.Text == KnownResourceStates.Finished) ended.Enqueue(change.Resource.Name);
            }
        });
        await Support.Eventually.BeTrueAsync("a look at each", () => seen.Distinct().Count() == 3);

        await app.Application.StopAsync();
        await Support.Eventually.BeTrueAsync("the end of each", () => ended.Distinct().Count() == 3);
        await app.DisposeAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => watching);

        ended.Distinct().ShouldBe(["front", "service", "store"]);
    }
}

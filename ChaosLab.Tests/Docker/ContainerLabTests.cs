using System.Diagnostics;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Infrastructure.Redis;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Docker;

/// <summary>The same lab with Redis, Postgres and HAProxy in containers, where an engine answers.</summary>
[Collection(Alone.Name)]
public sealed class ContainerLabTests
{
    private const string Image = "chaoslab-test/stores:2";

    [Fact]
    public async Task The_shop_runs_on_containers_and_survives_the_faults_of_containers()
    {
        await RequireEngineAsync();
        var name = Lab.UniqueName();
        string[] containers;
        await using (var lab = await Lab.StartAsync(
        [
            "--Lab:Name=" + name, "--Lab:Infrastructure=container",
            $"--Lab:Images:Redis={Image}", $"--Lab:Images:Postgres={Image}", $"--Lab:Images:HAProxy={Image}",
            $"--Lab:Images:NetworkTools={Image}",
        ]))
        {
            (await lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);
            containers = [await ContainerAsync(lab, "cache"), await ContainerAsync(lab, "postgres")];

            var kill = await lab.PressAsync("cache", "kill");
            kill.Success.ShouldBeTrue(kill.Message);
            await lab.HealthyAsync();

            var pause = await lab.PressAsync("postgres", "pause", ("seconds", "5"));
            pause.Success.ShouldBeTrue(pause.Message);
            await lab.HealthyAsync();
            await lab.Gateway.BuyUntilOkAsync();

            await lab.PressOkAsync("cache", "stop");
            (await lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK);
            await lab.RestoreAsync();

            await ContainerFaultsAsync(lab);
            await LosesItsVolumeAsync(lab);
            containers = [.. containers, await ContainerAsync(lab, "cache")];
        }

        foreach (var id in containers) (await DockerAsync("inspect", id)).ShouldNotBe(0, $"container {id} is still there");
    }

    // Each is felt (the command waits for it), and is gone when it is removed (that is checked before the command succeeds).
    private static async Task ContainerFaultsAsync(Lab lab)
    {
        foreach (var (kind, setting, value) in new[]
        {
            ("container-disconnect", null, ""), ("container-drop", "direction", "in"), ("container-drop", "direction", "out"),
            ("container-cpu", "cores", "0.5"), ("container-memory", "memory", "256"),
        })
        {
            var id = await ContainerAsync(lab, "cache");
            await using var own = await OpenRedisAsync(lab);
            (await PongAsync(own)).ShouldBeTrue(kind);
            var before = await LimitsAsync(id);

            await lab.PressOkAsync("cache", kind, setting is null ? [] : [(setting, value)]);
            (await LimitsAsync(id)).ShouldBe(kind switch
            {
                "container-cpu" => before with { Cpu = "50000" },
                "container-memory" => before with { Memory = "268435456" },
                "container-disconnect" => before with { Networks = "" },
                _ => before,
            }, kind);

            // A limit slows a Redis down at most; a container without its network answers nobody.
            (await PongAsync(own)).ShouldBe(kind is "container-cpu" or "container-memory", kind);
            (await lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK, $"a purchase needs no Redis, {kind} or not");
            await lab.PressOkAsync("cache", "remove-faults");

            var after = await LimitsAsync(id);
            (after.Networks, after.Unlimited).ShouldBe((before.Networks, true), kind);
            await using var next = await OpenRedisAsync(lab);
            (await PongAsync(next)).ShouldBeTrue(kind);
        }

        // The kernel may have no netem; then the kind says so and is not offered.
        if (WhyNot(lab, "container-netem") is { } why)
        {
            why.ShouldContain("netem");
            (await lab.PressAsync("cache", "container-netem", ("latency", "100"))).Success.ShouldBeFalse();
        }
        else
        {
            await lab.PressOkAsync("cache", "container-netem", ("latency", "100"));
            await lab.PressOkAsync("cache", "remove-faults");
        }

        // The gateway is on the machine's own network, where a fault would hit everybody.
        var host = await lab.PressAsync("gateway", "container-disconnect");
        host.Success.ShouldBeFalse();
        host.Message.ShouldNotBeNull().ShouldContain("host's network");
        await lab.RestoreAsync();
    }

    private static async Task<RedisConnection> OpenRedisAsync(Lab lab)
    {
        var cache = (IResourceWithConnectionString)lab.App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(known => known.Name == "cache");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await RedisConnection.OpenAsync(RedisPing.Parse((await cache.GetConnectionStringAsync(limit.Token))!), limit.Token);
    }

    private static async Task<bool> PongAsync(RedisConnection redis)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            return (await redis.AskAsync(patience.Token, "PING"))[0] == "PONG";
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            return false;
        }
    }

    // What the engine itself says: the quota of each 100 ms, the bytes, the networks.
    private static async Task<Limits> LimitsAsync(string id)
    {
        var (code, said) = await AskDockerAsync(
            "inspect", "--format", "{{.HostConfig.CpuQuota}};{{.HostConfig.Memory}};{{range $name, $network := .NetworkSettings.Networks}}{{$name}} {{end}}", id);
        code.ShouldBe(0, said);
        var parts = said.Trim('\n', '\r').Split(';');
        return new Limits(parts[0], parts[1], parts[2].Trim());
    }

    private sealed record Limits(string Cpu, string Memory, string Networks)
    {
        // An engine keeps a quota of -1 and a limit of 1 PiB where there was none.
        public bool Unlimited => Cpu is "0" or "-1" && Memory is "0" or "1125899906842624";
    }

    private static string? WhyNot(Lab lab, string kind)
        => lab.App.Services.GetRequiredService<FaultCatalogue>().Describe().Single(known => known.Kind == kind).Unavailable;

    private static async Task LosesItsVolumeAsync(Lab lab)
    {
        var order = (await lab.Gateway.BuyAsync()).Member("orderId")!;
        var told = await lab.PressAsync("postgres", "volume-removed");
        told.Success.ShouldBeTrue(told.Message);
        told.Message.ShouldNotBeNull().ShouldMatch("the volume chaoslab-.*-postgres of postgres; lost: .*[1-9][0-9]* rows of orders");
        (await lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        await lab.RestoreAsync();
        await lab.Gateway.BuyUntilOkAsync();
        using var lost = await lab.Gateway.GetAsync($"/orders/{order}");
        lost.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> ContainerAsync(Lab lab, string resource)
        => (string)(await lab.SnapshotAsync(resource)).Properties.Single(p => p.Name == "container.id").Value!;

    /// <summary>Skips where no engine answers; fails where one was promised (<c>CHAOSLAB_REQUIRE_DOCKER=1</c>, as CI sets it).</summary>
    private static async Task RequireEngineAsync()
    {
        var answers = await DockerAsync("image", "inspect", Image) == 0;
        if (!answers && Environment.GetEnvironmentVariable("CHAOSLAB_REQUIRE_DOCKER") == "1")
            Assert.Fail($"CHAOSLAB_REQUIRE_DOCKER=1, but no engine with the image {Image} answers; run .ci/images/build.");
        Assert.SkipUnless(answers, $"No Docker engine with the image {Image} answers (.ci/images/build makes it).");
    }

    private static async Task<int> DockerAsync(params string[] arguments) => (await AskDockerAsync(arguments)).ExitCode;

    private static async Task<(int ExitCode, string Output)> AskDockerAsync(params string[] arguments)
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            docker.ErrorDataReceived += (_, _) => { };
            docker.BeginErrorReadLine();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            var output = await docker.StandardOutput.ReadToEndAsync(limit.Token);
            await docker.WaitForExitAsync(limit.Token);
            return (docker.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}

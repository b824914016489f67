using System.Diagnostics;
using System.Net;
using ChaosLab.Hosting.Faults;
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
            await lab.PressOkAsync("cache", kind, setting is null ? [] : [(setting, value)]);
            (await lab.Gateway.BuyAsync()).Status.ShouldBe(HttpStatusCode.OK, $"a purchase needs no Redis, {kind} or not");
            await lab.PressOkAsync("cache", "remove-faults");
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

    private static async Task<int> DockerAsync(params string[] arguments)
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            docker.OutputDataReceived += (_, _) => { };
            docker.ErrorDataReceived += (_, _) => { };
            docker.BeginOutputReadLine();
            docker.BeginErrorReadLine();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            await docker.WaitForExitAsync(limit.Token);
            return docker.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}

using System.Diagnostics;
using System.Net;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Docker;

/// <summary>The same lab with Redis, Postgres and HAProxy in containers, where an engine answers.</summary>
public sealed class ContainerLabTests
{
    private const string Image = "chaoslab-test/stores:1";

    [Fact]
    public async Task The_shop_runs_on_containers_and_survives_a_killed_and_a_paused_one()
    {
        await RequireEngineAsync();
        var name = Lab.UniqueName();
        string[] containers;
        await using (var lab = await Lab.StartAsync(
        [
            "--Lab:Name=" + name, "--Lab:Infrastructure=container",
            $"--Lab:Images:Redis={Image}", $"--Lab:Images:Postgres={Image}", $"--Lab:Images:HAProxy={Image}",
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
            containers = [.. containers, await ContainerAsync(lab, "cache")];
        }

        foreach (var id in containers) (await DockerAsync("inspect", id)).ShouldNotBe(0, $"container {id} is still there");
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

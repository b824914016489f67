using System.Collections.Concurrent;
using ChaosLab.EmbeddedHost.Containers;
using ChaosLab.EmbeddedHost.Processes;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Containers;

/// <summary>Containers of a real engine, where one answers.</summary>
[Trait("Category", "Docker")]
public sealed class RunningContainerTests : IAsyncLifetime
{
    private const string Image = "chaoslab-test/stores:2";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];
    private readonly ConcurrentQueue<(string Line, bool IsError)> _lines = new();
    private ContainerRuntime? _engine;

    private ContainerRuntime Engine => _engine!;

    public async ValueTask InitializeAsync()
    {
        (_engine, var reason) = await ContainerRuntime.DetectAsync();
        var isThere = _engine is not null && (await ContainerCli.RunAsync(_engine.Program, ["image", "inspect", Image], Limit)).Succeeded;
        if (!isThere && Environment.GetEnvironmentVariable("CHAOSLAB_REQUIRE_DOCKER") == "1") Assert.Fail($"CHAOSLAB_REQUIRE_DOCKER=1, but there is no engine with {Image}; run .ci/images/build. {reason}");
        Assert.SkipUnless(isThere, $"No container engine with {Image} answers (.ci/images/build makes it). {reason}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await ContainerCleanup.RemoveRunAsync(_engine.Program, _run);
    }

    [Fact]
    public async Task What_a_container_prints_and_how_it_ends_is_known()
    {
        var container = await StartAsync("echo out; echo err >&2; exit 7");

        (await container.Exited.WaitAsync(Limit)).ShouldBe(7);
        _lines.ShouldBe([("out", false), ("err", true)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("trap 'exit 3' TERM; while :; do sleep 0.1; done", false, 3)]
    [InlineData("trap 'exit 3' TERM; while :; do sleep 0.1; done", true, 3)]
    [InlineData("trap '' TERM; while :; do sleep 0.1; done", false, 137)]
    public async Task Stop_ends_and_removes_it(string script, bool paused, int exitCode)
    {
        var container = await StartAsync("echo up; " + script);
        await Eventually.BeTrueAsync("up", () => _lines.Any(line => line.Line == "up"), Limit);
        if (paused) await ContainerCli.RunAsync(Engine.Program, ["pause", container.Id], Limit);

        // Who ends by itself gets all the time it may need; who does not is killed after a moment.
        await container.StopAsync(TimeSpan.FromSeconds(exitCode == 137 ? 1 : 60));

        (await container.Exited).ShouldBe(exitCode);
        (await ExistsAsync(container)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_image_is_named()
    {
        var error = await Should.ThrowAsync<ContainerException>(() => RunningContainer.StartAsync(
            Engine, new ContainerSpec { Name = $"t-{_run}", Image = "localhost/no/such-image:1" }, (_, _) => { }, CancellationToken.None));
        error.Message.ShouldContain("localhost/no/such-image:1");
    }

    [Fact]
    public async Task Only_leftovers_of_dead_programs_are_removed()
    {
        var own = await StartAsync("sleep 600");
        var left = await StartAsync("sleep 600", (ProcessIdentity.Current with { StartToken = 1 }).ToString());

        await ContainerCleanup.RemoveLeftoversAsync(Engine.Program);

        (await ExistsAsync(left)).ShouldBeFalse();
        (await ExistsAsync(own)).ShouldBeTrue();
    }

    private async Task<bool> ExistsAsync(RunningContainer container)
        => (await ContainerCli.RunAsync(Engine.Program, ["inspect", container.Id], Limit)).Succeeded;

    private Task<RunningContainer> StartAsync(string script, string? owner = null) => RunningContainer.StartAsync(
        Engine,
        new ContainerSpec
        {
            Name = $"t-{Guid.NewGuid():N}",
            Image = Image,
            Entrypoint = "/bin/sh",
            Arguments = ["-c", script],
            Labels = new Dictionary<string, string>
            {
                [ContainerLabels.Run] = _run,
                [ContainerLabels.Owner] = owner ?? ProcessIdentity.Current.ToString(),
            },
        },
        (line, isError) => _lines.Enqueue((line, isError)),
        CancellationToken.None);
}

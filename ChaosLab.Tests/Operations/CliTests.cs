using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Operations;

/// <summary>The command line against a lab of its own, from <c>up --detach</c> to <c>down</c>.</summary>
[Collection(Alone.Name)]
public sealed class CliTests : IAsyncLifetime
{
    private readonly CliLab _lab = new();

    public async ValueTask InitializeAsync()
    {
        var (exitCode, output) = await _lab.RunAsync("up", "--detach", "--infrastructure", "process");
        exitCode.ShouldBe(0, output);
    }

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_session_from_up_to_down()
    {
        await _lab.HealthyAsync();

        var status = await _lab.StatusAsync();
        foreach (var name in Lab.Shop)
        {
            var resource = status.Single(r => r.GetProperty("name").GetString() == name);
            resource.GetProperty("state").GetString().ShouldBe("Running");
            resource.GetProperty("health").GetString().ShouldBe("Healthy");
            resource.GetProperty("pid").GetInt32().ShouldBePositive();
            resource.GetProperty("restarts").GetInt32().ShouldBe(0);
        }

        var list = await _lab.RunAsync("fault", "list");
        list.ExitCode.ShouldBe(0);
        foreach (var kind in (string[])["kill", "pause", "outage", "partition", "full-outage"]) list.Output.ShouldContain(kind);

        var outage = await _lab.RunAsync("fault", "inject", "outage", "payment");
        outage.ExitCode.ShouldBe(0, outage.Output);
        (await _lab.RunAsync("fault", "active")).Output.ShouldContain("payment");
        await Eventually.BeAsync("lab health that says no", _ => _lab.RunAsync("health"), run => run.ExitCode == 1);
        var restore = await _lab.RunAsync("restore");
        restore.ExitCode.ShouldBe(0, restore.Output);
        await _lab.HealthyAsync();

        var kill = await _lab.RunAsync("kill", "catalog");
        kill.ExitCode.ShouldBe(0, kill.Output);
        kill.Output.ShouldContain("recovered");
        (await _lab.StatusAsync()).Single(r => r.GetProperty("name").GetString() == "catalog")
            .GetProperty("restarts").GetInt32().ShouldBe(1);

        var random = await _lab.RunAsync("random", "--seed", "7");
        random.ExitCode.ShouldBe(0, random.Output);
        (await _lab.RunAsync("logs", "payment", "--tail", "20")).ExitCode.ShouldBe(0);

        (await _lab.RunAsync("down")).ExitCode.ShouldBe(0);
        (await _lab.RunAsync("status")).ExitCode.ShouldBe(3);
        (await _lab.RunAsync("down")).ExitCode.ShouldBe(3);
    }
}

using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Infrastructure;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

/// <summary>Nothing is done to a container that is not this lab's, whatever its id; the engine here is a script that notes what it is asked.</summary>
public sealed class LabContainerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-engine-");

    private string Asked => Path.Combine(_directory.FullName, "asked");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("other/cache", "does not carry the labels")]
    [InlineData("mine/postgres", "does not carry the labels")]
    [InlineData("<no value>/<no value>", "does not carry the labels")]
    [InlineData(null, "is gone")]
    public async Task A_foreign_container_is_left_alone(string? labels, string said)
    {
        var refused = await Should.ThrowAsync<FaultRefusedException>(() => KillAsync(labels));

        refused.Message.ShouldContain(said);
        refused.Message.ShouldContain("nothing was done");
        File.ReadLines(Asked).ShouldAllBe(line => line.StartsWith("inspect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_labs_own_is_acted_upon()
    {
        await KillAsync("mine/cache");

        File.ReadLines(Asked).Last().ShouldBe("kill c0ffee");
    }

    private Task<string> KillAsync(string? labels)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script wants a shell.");
        var program = Path.Combine(_directory.FullName, "engine");
        File.WriteAllText(program, $"""
            #!/bin/sh
            for last; do :; done
            echo "$1 $last" >> '{Asked}'
            [ "$1" = inspect ] || exit 0
            {(labels is null ? "exit 1" : $"echo '{labels}'")}
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new LabContainer(new ContainerEngine(program), "mine", "cache", "c0ffee").DoAsync(["kill", "c0ffee"], TestContext.Current.CancellationToken);
    }
}

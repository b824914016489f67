using ChaosLab.Hosting.Resources;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Infrastructure;

public sealed class TemporaryDirectoryTests
{
    private readonly string _prefix = $"chaoslab-test-{Guid.NewGuid():N}-";

    [Fact]
    public void Those_of_the_living_stay_and_those_of_the_gone_are_deleted()
    {
        var owner = Directory.CreateTempSubdirectory("chaoslab-owner-");
        var mine = TemporaryDirectory.ForThisProcess(_prefix);
        var its = TemporaryDirectory.ForDirectory(_prefix, owner.FullName);
        var killed = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), _prefix + "killed"));
        File.WriteAllText(Path.Combine(killed.FullName, "chaoslab-owner"), $"{Environment.ProcessId} 1");

        var next = TemporaryDirectory.ForThisProcess(_prefix);
        Directory.Exists(mine).ShouldBeTrue();
        Directory.Exists(its).ShouldBeTrue();
        Directory.Exists(killed.FullName).ShouldBeFalse();

        owner.Delete();
        var last = TemporaryDirectory.ForThisProcess(_prefix);
        Directory.Exists(its).ShouldBeFalse();
        foreach (var directory in (string[])[mine, next, last]) Directory.Delete(directory, recursive: true);
    }
}

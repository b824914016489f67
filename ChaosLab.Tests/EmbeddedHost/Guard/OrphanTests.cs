using System.Diagnostics;
using ChaosLab.EmbeddedHost.Processes;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.EmbeddedHost.Guard;

public sealed class OrphanTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_host_that_is_killed_leaves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SIGKILL and process identities as Linux has them");
        var start = new ProcessStartInfo(DotnetHost.Path, ["exec", typeof(OrphanHelper).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment[OrphanHelper.Switch] = "1";
        using var host = Process.Start(start)!;
        var started = new List<ProcessIdentity>();
        for (string? line; (line = await host.StandardOutput.ReadLineAsync()) != "ready";)
        {
            line.ShouldNotBeNull("the helper ended before it was ready");
            if (line.StartsWith("started ", StringComparison.Ordinal) && ProcessIdentity.TryParse(line[8..], out var identity)) started.Add(identity);
        }

        started.Count.ShouldBe(4);
        started.ShouldAllBe(process => process.IsAlive);

        var clock = Stopwatch.StartNew();
        host.Kill();

        await Eventually.BeTrueAsync("all gone", () => started.TrueForAll(process => !process.IsAlive));
        output.WriteLine($"All were gone {clock.ElapsedMilliseconds} ms after the kill (promised on a quiet machine: 2000 ms).");
    }
}

extern alias hosting;

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Operations;

/// <summary>A lease that nobody renews ends where it is held: the AppHost stands still, and its toxics go by themselves.</summary>
[Collection(Alone.Name)]
public sealed class FrozenAppHostTests(ITestOutputHelper output)
{
    // What is promised, and what a machine that others work on may need besides.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task The_proxy_lets_go_of_a_toxic_whose_lease_a_frozen_AppHost_does_not_renew()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Freezes a process by a signal.");
        await using var lab = new CliLab();
        await using var appHost = lab.StartAppHost();
        await lab.HealthyAsync();
        using var proxy = await ProxyOfAsync(lab);
        var (injected, said) = await lab.RunAsync("fault", "inject", "latency", "web->catalog", "--set", "latency=200ms");
        injected.ShouldBe(0, said);

        // While it is renewed, it stays longer than its lease.
        await Task.Delay(Promised);
        (await ToxicsAsync(proxy)).ShouldHaveSingleItem();

        Signal("-STOP", appHost.Pid);
        try
        {
            var clock = Stopwatch.StartNew();
            await Eventually.BeAsync("no toxic in the proxy", _ => ToxicsAsync(proxy), toxics => toxics.Length == 0);
            output.WriteLine($"The toxic was gone {clock.ElapsedMilliseconds} ms after the AppHost stood still (promised: {Promised.TotalSeconds:0} s).");
            clock.Elapsed.ShouldBeLessThan(Promised + Allowance);
            StartedProcess.Of(appHost.Pid).IsStopped.ShouldBeTrue("nobody of the lab has removed it");
        }
        finally
        {
            Signal("-CONT", appHost.Pid);
        }

        await Eventually.BeAsync("no fault", _ => lab.RunAsync("fault", "active"),
            run => run.Output.Contains("No fault acts now.", StringComparison.Ordinal), every: CliLab.BetweenPrograms);
        (await ToxicsAsync(proxy)).ShouldBeEmpty();
    }

    private static async Task<HttpClient> ProxyOfAsync(CliLab lab)
    {
        var located = JsonSerializer.Deserialize<LabLocation>(await File.ReadAllTextAsync(lab.LocateFile), WireJson.Options)!;
        var proxy = (await lab.StatusAsync()).Single(resource => resource.GetProperty("name").GetString() == "proxy");
        return new HttpClient
        {
            BaseAddress = new Uri(proxy.GetProperty("endpoints")[0].GetProperty("url").GetString()!),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", located.Token) },
        };
    }

    private static async Task<string[]> ToxicsAsync(HttpClient proxy)
        => [.. (await proxy.JsonAsync("/proxies/web-%3Ecatalog/toxics")).EnumerateArray().Select(toxic => toxic.GetProperty("name").GetString()!)];

    private static void Signal(string signal, int pid)
    {
        using var kill = Process.Start("kill", [signal, pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }
}

using System.ComponentModel;
using System.Diagnostics;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>A client made for Toxiproxy, <c>toxiproxy-node-client</c>, drives the proxy.</summary>
public sealed class ToxiproxyClientTests
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(3);
    private static readonly string Source = Path.Combine(BuiltPrograms.Checkout, "ChaosLab.Tests", "Proxy", "ToxiproxyClient");
    private static readonly string Work = Path.Combine(BuiltPrograms.Checkout, "artifacts", "toxiproxy-client");

    [Fact]
    public async Task Toxiproxys_node_client_drives_it()
    {
        await InstallAsync();
        using var server = TcpServer.Echo();
        await using var proxy = await ProxyProgram.StartAsync([]);
        var api = proxy.Http.BaseAddress!.ToString().TrimEnd('/');

        var (code, output) = await RunAsync("node", ["drive.js", api, $"127.0.0.1:{server.Port}"]);

        code.ShouldBe(0, output);
        output.ShouldContain("all as Toxiproxy's client expects");
    }

    private static async Task InstallAsync()
    {
        Directory.CreateDirectory(Work);
        foreach (var file in new[] { "package.json", "package-lock.json", ".npmrc", "drive.js" }) File.Copy(Path.Combine(Source, file), Path.Combine(Work, file), overwrite: true);
        await SkipWithoutAsync("node");
        await SkipWithoutAsync("npm");
        var (code, output) = await RunAsync("npm", ["ci"]);

        if (code != 0) OnCi.Without($"npm ci could not fetch toxiproxy-node-client: {output.Trim()}");
    }

    private static async Task SkipWithoutAsync(string program)
    {
        try
        {
            await RunAsync(program, ["--version"]);
        }
        catch (Win32Exception)
        {
            OnCi.Without($"{program} is not on this machine.");
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Work, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(InstallLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} did not end within {InstallLimit.TotalMinutes:0} minutes");
        }

        return (process.ExitCode, await output + await errors);
    }
}

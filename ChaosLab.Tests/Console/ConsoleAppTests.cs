using System.Diagnostics;
using ChaosLab.Tests.Browser;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console;

/// <summary>The tests of the pages' own code, which run under node: <c>npm test</c> in <c>ConsoleApp/</c>.</summary>
public sealed class ConsoleAppTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // Where the build has its copy of the sources, with their packages.
    private static readonly string Work = Path.Combine(BuiltPrograms.Checkout, "artifacts", "console", "ChaosLab.ChaosController", "ConsoleApp");

    [Fact]
    public async Task The_pages_own_tests_pass()
    {
        BrowserLab.Require();
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["test"]) { WorkingDirectory = Work, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"npm test did not end within {Limit.TotalMinutes:0} minutes: {await output}");
        }

        process.ExitCode.ShouldBe(0, await output + await errors);
    }
}

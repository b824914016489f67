using System.Diagnostics;

namespace ChaosLab.Benchmarks;

/// <summary>Runs a program to its end and gives what it printed.</summary>
internal static class Programs
{
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, TimeSpan limit)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new BenchmarkException($"{program} is not on this machine; install it (Debian: apt-get install {program}).");
        }

        using (process)
        {
            using var over = new CancellationTokenSource(limit);
            var output = process.StandardOutput.ReadToEndAsync(over.Token);
            var errors = process.StandardError.ReadToEndAsync(over.Token);
            try
            {
                await process.WaitForExitAsync(over.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new BenchmarkException($"{program} did not end within {limit.TotalSeconds:0} s.");
            }

            return process.ExitCode == 0
                ? await output
                : throw new BenchmarkException($"{program} ended with {process.ExitCode}: {await errors}{await output}");
        }
    }
}

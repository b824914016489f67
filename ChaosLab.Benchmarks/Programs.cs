using System.Diagnostics;

namespace ChaosLab.Benchmarks;

/// <summary>Runs a program to its end and gives what it printed.</summary>
internal static class Programs
{
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">One by one.</param>
    /// <param name="environment">Added to this process's own.</param>
    /// <param name="limit">After this it is killed.</param>
    /// <param name="mayFail">Whether an exit code other than 0 is an answer like any other.</param>
    /// <exception cref="BenchmarkException">It is not there, takes too long, or failed.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, TimeSpan limit, bool mayFail = false)
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

            return process.ExitCode == 0 || mayFail
                ? await output
                : throw new BenchmarkException($"{program} ended with {process.ExitCode}: {await errors}{await output}");
        }
    }
}

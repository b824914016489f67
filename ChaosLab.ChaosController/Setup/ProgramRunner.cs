using System.ComponentModel;
using System.Diagnostics;

namespace ChaosLab.ChaosController.Setup;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; null when it could not be started or took too long.</param>
/// <param name="Output">What it wrote to stdout and stderr.</param>
internal sealed record ProgramResult(int? ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs programs from argument arrays, never through a shell.</summary>
internal static class ProgramRunner
{
    /// <summary>Runs a program to its end and returns what it said.</summary>
    public static async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken ct,
        IReadOnlyDictionary<string, string>? environment = null, string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = directory ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;

        using var within = CancellationTokenSource.CreateLinkedTokenSource(ct);
        within.CancelAfter(limit);
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(within.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                ct.ThrowIfCancellationRequested();
                return new ProgramResult(null, $"took more than {limit.TotalSeconds:0} s");
            }

            return new ProgramResult(process.ExitCode, await output + await error);
        }
        catch (Win32Exception error)
        {
            return new ProgramResult(null, error.Message);
        }
    }

    /// <summary>Runs a program whose output belongs on the user's terminal; returns its exit code, or 127 when it cannot be started.</summary>
    public static async Task<int> ShowAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = directory ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            // A Ctrl+C reaches it, too: it shares the terminal.
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return 127;
        }
    }
}

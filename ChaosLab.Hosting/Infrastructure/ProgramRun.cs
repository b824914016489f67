using System.ComponentModel;
using System.Diagnostics;

namespace ChaosLab.Hosting.Infrastructure;

/// <summary>What a program said, and how it ended.</summary>
/// <param name="ExitCode">Its exit code; -1 when it could not be started or did not end in time.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error, or why it did not run.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>One line that says what went wrong.</summary>
    public string Complaint => (Error.Trim().Length > 0 ? Error : Output).Trim() is { Length: > 0 } text
        ? text.ReplaceLineEndings(" ")
        : $"it ended with exit code {ExitCode} and said nothing";
}

/// <summary>Runs a program to its end: no shell, only an argument list.</summary>
internal static class ProgramRun
{
    public static ProgramResult Run(string program, IReadOnlyList<string> arguments, TimeSpan limit)
        => Task.Run(() => RunAsync(program, arguments, limit, CancellationToken.None)).GetAwaiter().GetResult();

    public static async Task<ProgramResult> RunAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken ct)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
                // Every user may enter it, also the one a program changes to.
                WorkingDirectory = Path.GetPathRoot(Path.GetTempPath()),
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            return new ProgramResult(-1, "", error.Message);
        }

        process.StandardInput.Close();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new ProgramResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return new ProgramResult(-1, "", $"{Path.GetFileName(program)} did not end within {limit.TotalSeconds:0} s");
        }
    }
}

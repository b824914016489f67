using System.ComponentModel;
using System.Diagnostics;
using ChaosLab.ChaosController.Setup;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Shows a file, or a web address, in the program the platform has for it.</summary>
internal interface IFileOpener
{
    /// <summary>Starts the program; null when it started, else why it did not, in one sentence.</summary>
    Task<string?> OpenAsync(string path, CancellationToken ct);
}

/// <summary>Opens files with the platform's own opener.</summary>
internal sealed class FileOpener : IFileOpener
{
    // An opener either fails at once, or has handed over; some stay as long as the browser does.
    private static readonly TimeSpan TimeToFail = TimeSpan.FromSeconds(2);

    public async Task<string?> OpenAsync(string path, CancellationToken ct)
    {
        if (Problem(OperatingSystem.IsLinux(), Environment.GetEnvironmentVariable) is { } problem) return problem;

        var start = OperatingSystem.IsWindows()
            // Windows has no opener program but its shell's API, which takes a path and no command line.
            ? new ProcessStartInfo(path) { UseShellExecute = true }
            : new ProcessStartInfo(ProgramFinder.Find(Program) ?? Program, [path]) { UseShellExecute = false };
        try
        {
            using var process = Process.Start(start);
            if (process is null) return null;

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeToFail);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? null : $"{Program} ended with exit code {process.ExitCode}.";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Win32Exception error)
        {
            return $"{Program} cannot be started: {error.Message}.";
        }
    }

    /// <summary>Why nothing can be shown here; null when it can.</summary>
    internal static string? Problem(bool isLinux, Func<string, string?> environment)
        => isLinux && string.IsNullOrEmpty(environment("DISPLAY")) && string.IsNullOrEmpty(environment("WAYLAND_DISPLAY")) ? "There is no display here." : null;

    private static string Program => OperatingSystem.IsMacOS() ? "open" : "xdg-open";
}

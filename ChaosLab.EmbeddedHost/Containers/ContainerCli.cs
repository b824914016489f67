using System.ComponentModel;
using System.Diagnostics;

namespace ChaosLab.EmbeddedHost.Containers;

/// <summary>What one call of the container command line gave.</summary>
internal sealed record CliAnswer(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last line said on standard error, which is where both tools put the reason.</summary>
    public string Reason => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()
        ?? $"exit code {ExitCode}";
}

/// <summary>Calls <c>docker</c> or <c>podman</c> with an argument array, never through a shell.</summary>
internal static class ContainerCli
{
    /// <summary>Runs to the end; after the limit the call is killed and answers as failed.</summary>
    public static async Task<CliAnswer> RunAsync(string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            return new CliAnswer(-1, "", $"{program} could not be started: {error.Message}");
        }

        process.StandardInput.Close();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new CliAnswer(process.ExitCode, (await output).Trim(), (await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new CliAnswer(-1, "", $"{Path.GetFileName(program)} did not answer within {limit.TotalSeconds:0} s");
        }
    }
}

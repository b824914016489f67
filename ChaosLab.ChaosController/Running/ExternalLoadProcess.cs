using System.Diagnostics;
using System.Text;

namespace ChaosLab.ChaosController.Running;

/// <summary>A load made by a program of the experiment's own (k6, Artillery, anything); never through a shell.</summary>
internal sealed class ExternalLoadProcess : IAsyncDisposable
{
    private const int KeptOutput = 64 * 1024;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<string> _command;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _gate = new();
    private readonly Task _reading;

    private ExternalLoadProcess(IReadOnlyList<string> command, Process process)
    {
        (_command, _process) = (command, process);
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Starts it in a directory, with the gateway's address in its environment as <c>CHAOSLAB_GATEWAY</c>.</summary>
    /// <exception cref="ActivityFailedException">There is no such program, or it cannot be started.</exception>
    public static ExternalLoadProcess Start(IReadOnlyList<string> command, string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new ExternalLoadProcess(command, process);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new ActivityFailedException($"the load command '{command[0]}' cannot be started: {missing.Message}. Install it, or name it by its path.");
        }
    }

    /// <summary>Waits for its end, at most for <paramref name="limit"/>; then it and its children are ended.</summary>
    public async Task<ExternalLoad> EndAsync(TimeSpan limit)
    {
        int? exitCode = null;
        try
        {
            using var patience = new CancellationTokenSource(limit);
            await _process.WaitForExitAsync(patience.Token);
            exitCode = _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Kill();
        }

        await Task.WhenAny(_reading, Task.Delay(Grace));
        lock (_gate) return new ExternalLoad(_command, exitCode, _output.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Task.WhenAny(_reading, Task.Delay(Grace));
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                _output.AppendLine(line);
                if (_output.Length > KeptOutput) _output.Remove(0, _output.Length - KeptOutput);
            }
        }
    }
}

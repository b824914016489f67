using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ChaosLab.ChaosController.Probing;

namespace ChaosLab.ChaosController.Running;

/// <summary>A load made by a program of the experiment's own (k6, Artillery, anything); never through a shell.</summary>
internal sealed class ExternalLoadProcess : IAsyncDisposable
{
    /// <summary>The end of the output that is kept, in characters.</summary>
    public const int KeptOutput = 64 * 1024;

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

    /// <summary>Whether it has ended by itself, and not well.</summary>
    public bool HasFailed => _process.HasExited && _process.ExitCode != 0;

    /// <summary>Starts it in a directory, with the gateway's address in its environment as <c>CHAOSLAB_GATEWAY</c>.</summary>
    /// <exception cref="ActivityFailedException">There is no such program, or it cannot be started.</exception>
    public static ExternalLoadProcess Start(IReadOnlyList<string> command, string directory, IReadOnlyDictionary<string, string> environment)
    {
        if (ProgramPath.Find(command[0], directory, environment) is not { } program)
            throw new ActivityFailedException($"there is no program '{command[0]}' for the load in {directory} or on PATH. Install it, or name it by its path.");

        var start = new ProcessStartInfo(program, command.Skip(1))
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
        catch (Win32Exception error)
        {
            throw new ActivityFailedException($"the load command '{command[0]}' cannot be started: {error.Message}");
        }
    }

    /// <summary>Waits for its end, at most for <paramref name="limit"/>; then it and its children are ended.</summary>
    public async Task<ExternalLoad> EndAsync(TimeSpan limit)
    {
        int? exitCode = null;
        DateTimeOffset? endedAt = null;
        try
        {
            using var patience = new CancellationTokenSource(limit);
            if (!_process.HasExited) await _process.WaitForExitAsync(patience.Token);
            exitCode = _process.ExitCode;
            endedAt = _process.ExitTime;
        }
        catch (OperationCanceledException)
        {
            Kill();
        }

        await Task.WhenAny(_reading, Task.Delay(Grace));
        lock (_gate) return new ExternalLoad(_command, exitCode, _output.ToString(Math.Max(0, _output.Length - KeptOutput), Math.Min(KeptOutput, _output.Length)), endedAt?.ToUniversalTime());
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
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or a child of it, has just ended.
        }
    }

    // By blocks: a line of any program's output has no greatest length.
    private async Task ReadAsync(StreamReader reader)
    {
        var block = new char[4096];
        try
        {
            int count;
            while ((count = await reader.ReadAsync(block)) > 0)
            {
                lock (_gate)
                {
                    _output.Append(block, 0, count);
                    if (_output.Length > 2 * KeptOutput) _output.Remove(0, _output.Length - KeptOutput);
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // A child that outlived it held the output open; nobody waits for that any more.
        }
    }
}

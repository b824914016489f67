using System.Diagnostics;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>A process that was started here: who it is, when it ended, and how to end it with all that it started.</summary>
internal sealed class RunningProcess
{
    /// <summary>How long a process may take after the polite signal.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(2);
    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _output = Task.CompletedTask;

    private RunningProcess(Process process, ProcessIdentity identity, DateTime startedAt)
        => (_process, Identity, StartedAt) = (process, identity, startedAt);

    public ProcessIdentity Identity { get; }

    /// <summary>UTC, as the system says.</summary>
    public DateTime StartedAt { get; }

    /// <summary>Completes with the exit code once the process has ended and its last lines have been read.</summary>
    public Task<int> Exited => _exit.Task;

    /// <summary>Starts the process in a session of its own. Throws <see cref="ProcessStartException"/> when that is not possible.</summary>
    public static async Task<RunningProcess> StartAsync(ProcessSpec spec)
    {
        if (!Directory.Exists(spec.WorkingDirectory))
            throw new ProcessStartException($"The working directory '{spec.WorkingDirectory}' does not exist.");

        var program = Programs.Find(spec.Program, spec.WorkingDirectory, spec.Environment.GetValueOrDefault("PATH"))
            ?? throw new ProcessStartException($"The program '{spec.Program}' was not found, or may not be executed. Install it, or correct the path.");

        var running = await SpawnThread.RunAsync(() => Spawn(spec, program));
        running.Follow(spec.OnLine);
        return running;
    }

    private static RunningProcess Spawn(ProcessSpec spec, string program)
    {
        var line = new List<string>([.. Detachment.Chain, program, .. spec.Arguments]);
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = spec.WorkingDirectory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment) start.Environment[name] = value;

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        try
        {
            process.Start();
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            process.Dispose();
            throw new ProcessStartException($"The program '{program}' could not be started: {error.Message}", error);
        }

        if (OperatingSystem.IsWindows()) WindowsJob.Add(process);
        process.StandardInput.Close();

        // One that ended at once has a zombie until it is waited for, so its start time can still be read.
        var identity = ProcStatOrNow(process);
        return new RunningProcess(process, identity, StartTimeOf(process));
    }

    private static ProcessIdentity ProcStatOrNow(Process process)
        => (OperatingSystem.IsLinux() ? ProcStat.Read(process.Id)?.Identity : ProcessIdentity.Read(process.Id))
            ?? new ProcessIdentity(process.Id, 0);

    private static DateTime StartTimeOf(Process process)
    {
        try
        {
            return process.StartTime.ToUniversalTime();
        }
        catch (Exception ended) when (ended is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return DateTime.UtcNow;
        }
    }

    private void Follow(Action<string, bool> onLine)
    {
        var pipes = Task.WhenAll(
            LineReader.ReadAsync(_process.StandardOutput.BaseStream, line => onLine(line, false)),
            LineReader.ReadAsync(_process.StandardError.BaseStream, line => onLine(line, true)));
        // A grandchild may hold the pipes open for ever: the last lines of the process itself are there within the moment.
        _output = Task.WhenAny(pipes, EndedAsync(pipes));
        _ = CompleteAsync();
    }

    private async Task EndedAsync(Task pipes)
    {
        await _process.WaitForExitAsync();
        await Task.WhenAny(pipes, Task.Delay(TimeSpan.FromMilliseconds(500)));
    }

    private async Task CompleteAsync()
    {
        await _process.WaitForExitAsync();
        await _output;
        _exit.TrySetResult(_process.ExitCode);
    }

    /// <summary>Asks the process to end, kills it after the grace, and then whatever of its session is left.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        var members = ProcessTree.Members([Identity]);
        if (!_exit.Task.IsCompleted && !OperatingSystem.IsWindows())
        {
            // A process that is stopped (SIGSTOP) gets the polite signal only once it goes on.
            Signals.Send(Identity.Pid, StopSignals.For(Identity.Pid));
            Signals.SendToGroup(Identity.Pid, Signal.Continue);
            foreach (var member in members) Signals.Send(member.Pid, Signal.Continue);
            await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(grace));
        }

        await ProcessTree.KillAsync([Identity, .. members], KillLimit);
        if (OperatingSystem.IsWindows()) Signals.Send(Identity.Pid, Signal.Kill);
        await Task.WhenAny(_exit.Task, Task.Delay(KillLimit));
    }
}

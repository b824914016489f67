using System.ComponentModel;
using System.Diagnostics;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>A process by id and start time, so that a reused id is never mistaken for it.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="StartTime">When it started, UTC.</param>
internal readonly record struct ProcessIdentity(int Pid, DateTimeOffset StartTime)
{
    // Start times are derived from the boot time, which two readers compute a little differently.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Whether exactly this process still runs; a zombie does not.</summary>
    public bool IsAlive()
    {
        using var process = Open();
        return process is not null;
    }

    /// <summary>Ends exactly this process at once (SIGKILL); nothing happens when it is gone already.</summary>
    public void Kill()
    {
        try
        {
            using var process = Open();
            process?.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It ended in between.
        }
    }

    /// <summary>Asks exactly this process to end (SIGTERM; Windows knows no such request, so it is ended).</summary>
    public void Terminate()
    {
        if (OperatingSystem.IsWindows())
        {
            Kill();
            return;
        }

        using var process = Open();
        if (process is not null) _ = Signals.Send(process.Id, Signals.Terminate);
    }

    /// <summary>Waits until the process is gone; false when it still runs at the end of the time.</summary>
    public async Task<bool> WaitUntilGoneAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (IsAlive())
        {
            if (clock.Elapsed >= limit) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        return true;
    }

    private Process? Open()
    {
        if (Pid <= 1 || IsZombie(Pid)) return null;
        Process? process = null;
        try
        {
            process = Process.GetProcessById(Pid);
            var started = new DateTimeOffset(process.StartTime.ToUniversalTime(), TimeSpan.Zero);
            if (!process.HasExited && (started - StartTime).Duration() <= Tolerance) return process;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // No such process, or not ours to look at: either way not the one meant.
        }

        process?.Dispose();
        return null;
    }

    private static bool IsZombie(int pid)
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..] is ['Z' or 'X', ..];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

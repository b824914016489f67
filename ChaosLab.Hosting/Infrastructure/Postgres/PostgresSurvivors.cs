using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Infrastructure.Postgres;

/// <summary>
/// Backends that outlive a server that was killed: one that waits for a lock of another that was killed waits for ever, and while it
/// lives its shared memory is in use, so that no new server starts ("pre-existing shared memory block is still in use").
/// </summary>
internal static class PostgresSurvivors
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends them; returns how many there were. To be called once the server itself is gone.</summary>
    /// <param name="data">The data directory: the working directory of its backends, and of nothing else of that name.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<int> EndAsync(string data, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        var survivors = ProcStat.ReadAll()
            .Where(process => !process.IsZombie && IsPostgres(process.Pid) && PostmasterFile.Serves(process.Pid, data))
            .Select(process => ProcessIdentity.Of(process.Pid)).OfType<ProcessIdentity>().ToArray();
        foreach (var survivor in survivors) Signals.Send(survivor, Signals.Kill);
        while (survivors.Any(survivor => survivor.IsAlive())) await Task.Delay(Interval, ct);
        return survivors.Length;
    }

    // A shell in that directory is somebody's own.
    private static bool IsPostgres(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim() == "postgres";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

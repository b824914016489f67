namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>The signal that asks a program to end soon and in order.</summary>
internal static class StopSignals
{
    // Postgres waits on SIGTERM for every client to leave; on SIGINT it ends at once and in order, as its container image has it.
    public static Signal For(int pid)
        => OperatingSystem.IsLinux() && ProcStat.Read(pid)?.Name == "postgres" ? Signal.Interrupt : Signal.Terminate;
}

using System.Diagnostics;

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>A local process with everything below it.</summary>
internal sealed class ProcessTarget(string resource, ProcessIdentity root) : IFaultTarget
{
    private readonly Lock _gate = new();
    private readonly List<ProcessIdentity> _paused = [];

    public string Identity => $"pid {root.Pid}";

    public Task KillAsync(CancellationToken ct)
    {
        if (!Signals.IsSupported)
        {
            if (!root.IsAlive()) throw Gone();
            using var process = Process.GetProcessById(root.Pid);
            process.Kill(entireProcessTree: true);
            return Task.CompletedTask;
        }

        // The root first, so that it starts nothing new while its children end.
        var below = ProcessTree.Below(root);
        if (!Signals.Send(root, Signals.Kill)) throw Gone();
        foreach (var process in below) Signals.Send(process, Signals.Kill);
        return Task.CompletedTask;
    }

    public Task PauseAsync(CancellationToken ct)
    {
        if (!Signals.IsSupported)
        {
            throw new FaultRefusedException(Refusal.Conflict, "Windows cannot pause a process; use containers (--Lab:Infrastructure=container), or stop.");
        }

        lock (_gate)
        {
            if (!Signals.Send(root, Signals.Stop)) throw Gone();
            _paused.Add(root);

            // A child may have been about to start another one: look again until nothing new is found.
            while (ProcessTree.Below(root).Except(_paused).ToArray() is { Length: > 0 } fresh)
            {
                foreach (var process in fresh)
                {
                    Signals.Send(process, Signals.Stop);
                    _paused.Add(process);
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task ResumeAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            // Children first: the root must find them awake.
            for (var i = _paused.Count - 1; i >= 0; i--) Signals.Send(_paused[i], Signals.Continue);
            _paused.Clear();
        }

        return Task.CompletedTask;
    }

    private FaultRefusedException Gone()
        => new(Refusal.Conflict, $"The process of '{resource}' (pid {root.Pid}) is gone; nothing was done.");
}

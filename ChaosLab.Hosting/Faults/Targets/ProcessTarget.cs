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

        // Frozen first: a child that is started while the others are being found would survive, and hold what they held.
        List<ProcessIdentity> frozen = [];
        try
        {
            Freeze(frozen);
        }
        finally
        {
            // Nothing stays frozen, also when one of them could not be.
            foreach (var process in frozen) Signals.Send(process, Signals.Kill);
        }

        return Task.CompletedTask;
    }

    public Task PauseAsync(CancellationToken ct)
    {
        if (!Signals.IsSupported)
        {
            throw new FaultRefusedException(Refusal.Conflict, "Windows cannot pause a process; use containers (--Lab:Infrastructure=container), or stop.");
        }

        lock (_gate) Freeze(_paused);
        return Task.CompletedTask;
    }

    public Task ResumeAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            // Children first: the root must find them awake. None is forgotten: who is awake already does not mind another signal.
            Exception? failure = null;
            for (var i = _paused.Count - 1; i >= 0; i--)
            {
                try
                {
                    Signals.Send(_paused[i], Signals.Continue);
                }
                catch (InvalidOperationException error)
                {
                    // The others are to run all the same.
                    failure ??= error;
                }
            }

            return failure is null ? Task.CompletedTask : Task.FromException(failure);
        }
    }

    public Task<bool> IsPausedAsync(CancellationToken ct)
    {
        lock (_gate) return Task.FromResult(_paused.Any(process => process.IsStopped()));
    }

    public Task<bool> WakeAsync(CancellationToken ct)
    {
        if (!Signals.IsSupported) return Task.FromResult(false);
        var frozen = ProcessTree.Below(root).Prepend(root).Where(process => process.IsStopped()).Reverse().ToArray();
        foreach (var process in frozen) Signals.Send(process, Signals.Continue);
        return Task.FromResult(frozen.Length > 0);
    }

    // The root first, then all below it; each is in the list as soon as it is frozen, so that a failure leaves none unknown.
    private void Freeze(List<ProcessIdentity> frozen)
    {
        if (!Signals.Send(root, Signals.Stop)) throw Gone();
        frozen.Add(root);

        // A child may have been about to start another one: look again until nothing new is found.
        while (ProcessTree.Below(root).Except(frozen).ToArray() is { Length: > 0 } fresh)
        {
            foreach (var process in fresh)
            {
                Signals.Send(process, Signals.Stop);
                frozen.Add(process);
            }
        }
    }

    private FaultRefusedException Gone()
        => new(Refusal.Conflict, $"The process of '{resource}' (pid {root.Pid}) is gone; nothing was done.");
}

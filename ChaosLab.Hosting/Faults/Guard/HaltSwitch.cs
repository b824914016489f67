using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Hosting.Faults.Guard;

/// <summary>The emergency stop: while it is on, no fault is accepted.</summary>
internal sealed class HaltSwitch(TimeProvider time)
{
    private readonly Lock _gate = new();
    private HaltStatus _status = new(Halted: false);

    /// <summary>Raised when it is turned; handlers must return at once.</summary>
    public event Action? Changed;

    /// <summary>How it stands.</summary>
    public HaltStatus Status
    {
        get
        {
            lock (_gate) return _status;
        }
    }

    /// <summary>Turns it on; a second halt keeps the first one's reason.</summary>
    public HaltStatus Halt(HaltRequest request)
    {
        HaltStatus status;
        lock (_gate)
        {
            if (!_status.Halted) _status = new HaltStatus(Halted: true, request.Reason, request.By, time.GetUtcNow());
            status = _status;
        }

        Changed?.Invoke();
        return status;
    }

    /// <summary>Turns it off.</summary>
    public HaltStatus Release()
    {
        var released = new HaltStatus(Halted: false);
        lock (_gate) _status = released;
        Changed?.Invoke();
        return released;
    }

    /// <exception cref="FaultRefusedException">It is on.</exception>
    public void RequireReleased()
    {
        if (Status is { Halted: true } status)
        {
            throw new FaultRefusedException(Refusal.Conflict,
                $"The lab is halted{(status.Reason is { Length: > 0 } reason ? $" ({reason})" : "")}; new faults are refused until ./lab halt --release.");
        }
    }
}

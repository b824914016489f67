using ChaosLab.ServiceDefaults.Faults;

namespace ChaosLab.Payment.Outage;

/// <summary>The simulated outage of the payment provider; it ends by itself, at the latest after an hour.</summary>
internal sealed class FailMode(TimeProvider time)
{
    /// <summary>The longest that it lasts without being switched on again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(FailModeCommand.MaxSeconds);

    private readonly Lock gate = new();
    private bool enabled;
    private DateTimeOffset? until;
    private FaultMark? mark;

    /// <summary>It was switched; not raised when it ends by itself.</summary>
    public event Action? Changed;

    /// <summary>Whether charges and refunds are refused right now, and until when.</summary>
    public FailModeStatus Status
    {
        get
        {
            lock (gate)
            {
                if (until <= time.GetUtcNow())
                    (enabled, until) = (false, null);
                return new(enabled, until);
            }
        }
    }

    /// <summary>Switches; a new command takes the place of the one before, also its end.</summary>
    /// <param name="on">Whether charges and refunds are to be refused.</param>
    /// <param name="duration">For how long; null for as long as it may be.</param>
    /// <param name="cause">What it leaves on each request that it refuses; null when nobody has injected it.</param>
    public FailModeStatus Set(bool on, TimeSpan? duration, FaultMark? cause = null)
    {
        lock (gate)
            (enabled, until, mark) = (on, on ? time.GetUtcNow() + (duration ?? Longest) : null, cause);
        Changed?.Invoke();
        return Status;
    }

    /// <summary>Prolongs it; null when it is not on, and stays so.</summary>
    /// <param name="duration">For how long from now; null for as long as it may be.</param>
    public FailModeStatus? Renew(TimeSpan? duration)
    {
        lock (gate)
        {
            if (!Status.IsOn)
                return null;
            until = time.GetUtcNow() + (duration ?? Longest);
            return Status;
        }
    }

    /// <summary>Whether the request that is being answered is to be refused; if so, its span tells which fault it was.</summary>
    public bool Refuses()
    {
        if (!Status.IsOn)
            return false;
        FaultMark? cause;
        lock (gate)
            cause = mark;
        cause?.Hit();
        return true;
    }
}

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>Exactly the process or the container of a resource, as it was when first seen.</summary>
internal interface IFaultTarget
{
    /// <summary>What it is, for people: <c>pid 123</c>, or <c>container 0123456789ab</c>.</summary>
    string Identity { get; }

    /// <summary>Ends it at once.</summary>
    /// <exception cref="FaultRefusedException">It is gone, or is no longer the same.</exception>
    Task KillAsync(CancellationToken ct);

    /// <summary>Freezes it; nothing of it runs until <see cref="ResumeAsync"/>.</summary>
    /// <exception cref="FaultRefusedException">It is gone, no longer the same, or this system cannot do it.</exception>
    Task PauseAsync(CancellationToken ct);

    /// <summary>Lets it run again; nothing happens when it is gone. Safe to repeat.</summary>
    /// <exception cref="InvalidOperationException">A part of it cannot be woken; the rest is.</exception>
    Task ResumeAsync(CancellationToken ct);

    /// <summary>Whether it, or a part of it that was frozen with it, stands still, as the system or the engine says; not when it is gone.</summary>
    Task<bool> IsPausedAsync(CancellationToken ct);

    /// <summary>Lets it run again, whoever froze it; false when nothing of it was frozen, or this system does not tell.</summary>
    Task<bool> WakeAsync(CancellationToken ct);
}

using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Faults;

/// <summary>One fault on one target, checked and ready to act.</summary>
internal interface IFault
{
    FaultCourse Course { get; }

    /// <summary>The resources it acts on.</summary>
    IReadOnlyList<IResource> Affected { get; }

    /// <summary>The resources that cannot serve anybody while it acts; counted against the blast radius.</summary>
    IReadOnlyList<IResource> Disabled => [];

    /// <summary>Who is asked whether its effect is felt.</summary>
    IObserver Observer { get; }

    /// <summary>Acts.</summary>
    /// <param name="acted">To be called at the moment it acts.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>One sentence on what was done.</returns>
    Task<string> ApplyAsync(Action acted, CancellationToken ct);

    /// <summary>Undoes it; safe to repeat, and when there is nothing left to undo.</summary>
    /// <exception cref="Exception">It could not be undone: the fault is stuck.</exception>
    Task LiftAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Looks, after the undo, whether anything of it is left; null when nothing is, else what.</summary>
    Task<string?> LeftoverAsync(CancellationToken ct) => Task.FromResult<string?>(null);

    /// <summary>Completes with the reason when it has ended without being lifted; a fault with a lease renews it here.</summary>
    Task<string> EndedOtherwiseAsync(CancellationToken ct) => new TaskCompletionSource<string>().Task.WaitAsync(ct);

    /// <summary>Lets go, before the lab stops, of what would keep a target from stopping or another fault from being undone.</summary>
    Task ReleaseAsync() => Task.CompletedTask;
}

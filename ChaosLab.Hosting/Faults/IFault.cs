using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Faults;

/// <summary>One fault on one target, checked and ready to act.</summary>
internal interface IFault
{
    FaultCourse Course { get; }

    /// <summary>The resources it acts on.</summary>
    IReadOnlyList<IResource> Affected { get; }

    /// <summary>Who is asked whether its effect is felt.</summary>
    IObserver Observer { get; }

    /// <summary>Acts.</summary>
    /// <param name="acted">To be called at the moment it acts.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>One sentence on what was done.</returns>
    Task<string> ApplyAsync(Action acted, CancellationToken ct);

    /// <summary>Undoes it; safe to repeat, and when there is nothing left to undo.</summary>
    Task LiftAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Completes with the reason when it has ended without being lifted.</summary>
    Task<string> EndedOtherwiseAsync(CancellationToken ct) => new TaskCompletionSource<string>().Task.WaitAsync(ct);

    /// <summary>Undoes what must not outlive the AppHost, while the AppHost stops.</summary>
    Task ReleaseAsync() => Task.CompletedTask;
}

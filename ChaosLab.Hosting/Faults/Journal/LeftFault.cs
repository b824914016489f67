using ChaosLab.Hosting.Faults.Observers;

namespace ChaosLab.Hosting.Faults.Journal;

/// <summary>A fault that an earlier run of the lab left: it can only be undone.</summary>
internal sealed class LeftFault(IFaultKind kind, IResource target, IObserver observer) : IFault
{
    public FaultCourse Course => FaultCourse.Lasting;

    public IReadOnlyList<IResource> Affected { get; } = [target];

    public IObserver Observer => observer;

    public Task<string> ApplyAsync(Action acted, CancellationToken ct)
        => throw new InvalidOperationException($"{kind.Name} on '{target.Name}' is an earlier run's.");

    public Task LiftAsync(CancellationToken ct) => kind.UndoLeftoverAsync(target, ct);
}

using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Containers;

/// <summary>A fault on a container: it is over when the container is.</summary>
internal abstract class ContainerFault(IResource resource, LabContainer container, ContainerTools tools, IObserver observer) : IFault
{
    private readonly WholeAct _act = new();

    public FaultCourse Course => FaultCourse.Lasting;

    public IReadOnlyList<IResource> Affected { get; } = [resource];

    public virtual IReadOnlyList<IResource> Disabled => [];

    public IObserver Observer => observer;

    protected LabContainer Container => container;

    protected NetworkTools Network => tools.Network;

    /// <summary>What was done, for people.</summary>
    protected abstract string Told { get; }

    public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
    {
        // The engine does what it was asked to also when nobody waits for it.
        await _act.RunAsync(() => ActAsync(CancellationToken.None), ct);
        acted();
        return Told;
    }

    public async Task LiftAsync(CancellationToken ct)
    {
        if (await _act.EndedAsync(ct) && !IsOver) await UndoAsync(ct);
    }

    public async Task<string?> LeftoverAsync(CancellationToken ct) => IsOver ? null : await LeftAsync(ct);

    public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
    {
        await tools.Monitor.WaitAsync(resource, Ended, ct);
        return $"{Told}, which ended because the container did";
    }

    /// <summary>Acts.</summary>
    protected abstract Task ActAsync(CancellationToken ct);

    /// <summary>Undoes it, while the container is still the same.</summary>
    protected abstract Task UndoAsync(CancellationToken ct);

    /// <summary>What is left of it; null when nothing is.</summary>
    protected abstract Task<string?> LeftAsync(CancellationToken ct);

    private bool IsOver => Ended(tools.Monitor.Of(resource));

    private bool Ended(ResourceView view) => !view.IsRunning || view.ContainerId != container.Id;
}

extern alias hosting;

using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Kinds;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;
using hosting::ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Tests.Faults;

/// <summary>A target that wakes from a pause only if it wants to.</summary>
internal sealed class Sleeper : IFaultTarget, IObserver
{
    private volatile bool _sleeps;

    /// <summary>Whether a resume wakes it.</summary>
    public bool Wakes { get; set; }

    public string Identity => "the sleeper";

    public Task KillAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task PauseAsync(CancellationToken ct)
    {
        _sleeps = true;
        return Task.CompletedTask;
    }

    public Task ResumeAsync(CancellationToken ct)
    {
        if (Wakes) _sleeps = false;
        return Task.CompletedTask;
    }

    public Task<bool> WakeAsync(CancellationToken ct)
    {
        var woken = _sleeps && Wakes;
        if (woken) _sleeps = false;
        return Task.FromResult(woken);
    }

    public Task<bool> IsPausedAsync(CancellationToken ct) => Task.FromResult(_sleeps);

    public Task<bool> IsWellAsync(CancellationToken ct) => Task.FromResult(!_sleeps);
}

/// <summary>Pauses the sleeper in the name of any resource.</summary>
internal sealed class SleeperKind(Sleeper target, ResourceMonitor monitor) : IFaultKind
{
    public string Name => "pause";

    public string Description => "";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(60)];

    public string Observed => "";

    public string Undone => "";

    public bool ActsOn(IResource resource) => true;

    public IFault Prepare(IResource resource, FaultOrder order) => new PauseFault.Pause(resource, target, target, monitor);
}

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>A container of this lab.</summary>
internal sealed class ContainerTarget(LabContainer container) : IFaultTarget
{
    public string Identity => container.Identity;

    public Task KillAsync(CancellationToken ct) => container.DoAsync(["kill", container.Id], ct);

    public Task PauseAsync(CancellationToken ct) => container.DoAsync(["pause", container.Id], ct);

    public Task ResumeAsync(CancellationToken ct) => WakeAsync(ct);

    public async Task<bool> WakeAsync(CancellationToken ct)
    {
        // Not running or not paused any more is what was wanted.
        if (!await IsPausedAsync(ct)) return false;
        await container.DoAsync(["unpause", container.Id], ct);
        return true;
    }

    public async Task<bool> IsPausedAsync(CancellationToken ct) => await container.InspectAsync("{{.State.Paused}}", ct) == "true";
}

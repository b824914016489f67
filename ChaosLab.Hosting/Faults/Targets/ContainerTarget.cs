namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>A container of this lab.</summary>
internal sealed class ContainerTarget(LabContainer container) : IFaultTarget
{
    public string Identity => container.Identity;

    public Task KillAsync(CancellationToken ct) => container.DoAsync(["kill", container.Id], ct);

    public Task PauseAsync(CancellationToken ct) => container.DoAsync(["pause", container.Id], ct);

    public async Task ResumeAsync(CancellationToken ct)
    {
        // Not running or not paused any more is what was wanted.
        if (await IsPausedAsync(ct)) await container.DoAsync(["unpause", container.Id], ct);
    }

    public async Task<bool> IsPausedAsync(CancellationToken ct) => await container.InspectAsync("{{.State.Paused}}", ct) == "true";
}

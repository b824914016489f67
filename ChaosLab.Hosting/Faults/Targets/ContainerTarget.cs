using ChaosLab.Hosting.Infrastructure;

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>A container, known by its id and by the labels that this lab gave it.</summary>
internal sealed class ContainerTarget(ContainerEngine engine, string lab, string resource, string id) : IFaultTarget
{
    public string Identity => $"container {id[..Math.Min(12, id.Length)]}";

    public Task KillAsync(CancellationToken ct) => DoAsync("kill", ct);

    public Task PauseAsync(CancellationToken ct) => DoAsync("pause", ct);

    public async Task ResumeAsync(CancellationToken ct)
    {
        // Not running or not paused any more is what was wanted.
        if (await InspectAsync("{{.State.Paused}}", ct) == "true") await DoAsync("unpause", ct);
    }

    private async Task DoAsync(string verb, CancellationToken ct)
    {
        var labels = await InspectAsync(
            $"{{{{index .Config.Labels \"{ContainerEngine.LabLabel}\"}}}}/{{{{index .Config.Labels \"{ContainerEngine.ResourceLabel}\"}}}}", ct);
        if (labels is null) throw new FaultRefusedException(Refusal.Conflict, $"The container of '{resource}' ({Identity}) is gone; nothing was done.");
        if (labels != $"{lab}/{resource}")
        {
            throw new FaultRefusedException(Refusal.Conflict, $"{Identity} does not carry the labels of '{resource}' of this lab; nothing was done.");
        }

        var done = await engine.RunAsync([verb, id], ct);
        if (!done.Succeeded) throw new FaultRefusedException(Refusal.Conflict, $"{verb} of {Identity} failed: {done.Complaint}");
    }

    private async Task<string?> InspectAsync(string format, CancellationToken ct)
    {
        var seen = await engine.RunAsync(["inspect", "--type", "container", "--format", format, id], ct);
        return seen.Succeeded ? seen.Output.Trim() : null;
    }
}

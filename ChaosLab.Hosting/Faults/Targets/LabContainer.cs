using ChaosLab.Hosting.Infrastructure;

namespace ChaosLab.Hosting.Faults.Targets;

/// <summary>A container, known by its id and by the labels that this lab gave it; nothing is done to any other.</summary>
internal sealed class LabContainer(ContainerEngine engine, string lab, string resource, string id)
{
    private const string HostNetwork = "host";

    public string Id => id;

    /// <summary>The resource that it is.</summary>
    public string Resource => resource;

    /// <summary>What it is, for people.</summary>
    public string Identity => $"container {id[..Math.Min(12, id.Length)]}";

    /// <summary>A part of what the engine knows of it; null when it is gone.</summary>
    public async Task<string?> InspectAsync(string format, CancellationToken ct)
    {
        var seen = await engine.RunAsync(["inspect", "--type", "container", "--format", format, id], ct);
        return seen.Succeeded ? seen.Output.Trim() : null;
    }

    /// <summary>Runs a command of the engine on it, and returns what that said.</summary>
    /// <exception cref="FaultRefusedException">It is gone, or is not this lab's.</exception>
    /// <exception cref="InvalidOperationException">The engine refuses; whether it did a part is not known.</exception>
    public async Task<string> DoAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        await RequireOwnAsync(ct);
        var done = await engine.RunAsync(arguments, ct);
        return done.Succeeded
            ? done.Output.Trim()
            : throw new InvalidOperationException($"{arguments[0]} of {Identity} ({resource}) failed: {done.Complaint}");
    }

    /// <summary>Runs a program of its own image in it, and returns what that said.</summary>
    public async Task<ProgramResult> ExecuteAsync(IReadOnlyList<string> command, CancellationToken ct)
        => await engine.RunAsync(["exec", id, .. command], ct);

    /// <exception cref="FaultRefusedException">It shares the host's network: what acts there would act on the whole machine.</exception>
    public async Task RequireOwnNetworkAsync(CancellationToken ct)
    {
        await RequireOwnAsync(ct);
        if (await InspectAsync("{{.HostConfig.NetworkMode}}", ct) == HostNetwork)
        {
            throw new FaultRefusedException(Refusal.Conflict, $"'{resource}' is on the host's network, so a fault there would hit the whole machine; put faults on its edges instead.");
        }
    }

    /// <exception cref="FaultRefusedException">It is gone, or is not this lab's.</exception>
    private async Task RequireOwnAsync(CancellationToken ct)
    {
        var labels = await InspectAsync(
            $"{{{{index .Config.Labels \"{ContainerEngine.LabLabel}\"}}}}/{{{{index .Config.Labels \"{ContainerEngine.ResourceLabel}\"}}}}", ct);
        if (labels is null) throw new FaultRefusedException(Refusal.Conflict, $"The container of '{resource}' ({Identity}) is gone; nothing was done.");
        if (labels != $"{lab}/{resource}")
        {
            throw new FaultRefusedException(Refusal.Conflict, $"{Identity} does not carry the labels of '{resource}' of this lab; nothing was done.");
        }
    }
}

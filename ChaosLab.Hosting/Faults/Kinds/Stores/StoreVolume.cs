using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>The volume of a store that runs in a container.</summary>
internal sealed class StoreVolume(ContainerEngine engine, LabResource lab, string resource) : IStoreData
{
    private readonly string _name = lab.VolumeOf(resource);

    public string Place => $"the volume {_name}";

    public async Task RequireOwnAsync(CancellationToken ct)
    {
        if (!(await engine.RunAsync(["volume", "inspect", _name], ct)).Succeeded)
        {
            throw new FaultRefusedException(Refusal.Conflict, $"'{resource}' has no volume {_name}; nothing was done.");
        }

        if ((await UsersAsync(ct)).FirstOrDefault(user => user.Owner != $"{lab.Options.Name}/{resource}") is { Id: { } id })
        {
            throw new FaultRefusedException(Refusal.Conflict, $"The volume {_name} is also used by the container {id}, which is not this lab's '{resource}'; nothing was done.");
        }
    }

    public async Task RemoveAsync(CancellationToken ct)
    {
        // A stopped container still holds its volume; the next start makes another one.
        await RequireOwnAsync(ct);
        foreach (var (id, _) in await UsersAsync(ct)) await DoAsync(["rm", "--force", id], ct);
        await DoAsync(["volume", "rm", _name], ct);
    }

    private async Task<IReadOnlyList<(string Id, string Owner)>> UsersAsync(CancellationToken ct)
    {
        var format = $"{{{{.ID}}}} {{{{.Label \"{ContainerEngine.LabLabel}\"}}}}/{{{{.Label \"{ContainerEngine.ResourceLabel}\"}}}}";
        var listed = await DoAsync(["ps", "--all", "--filter", $"volume={_name}", "--format", format], ct);
        return [.. listed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .Select(words => (words[0], words.ElementAtOrDefault(1) ?? ""))];
    }

    private async Task<string> DoAsync(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var done = await engine.RunAsync(arguments, ct);
        return done.Succeeded ? done.Output : throw new InvalidOperationException($"{arguments[0]} of {_name} failed: {done.Complaint}");
    }
}

using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Containers;

/// <summary>Removes containers and networks of runs that are over, known by their labels.</summary>
internal static class ContainerCleanup
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Removes everything that one run made.</summary>
    public static async Task RemoveRunAsync(string program, string run)
    {
        await RemoveAsync(program, "container", $"{ContainerLabels.Run}={run}", _ => true);
        await RemoveAsync(program, "network", $"{ContainerLabels.Run}={run}", _ => true);
    }

    /// <summary>Removes what was made by programs that no longer run.</summary>
    public static async Task RemoveLeftoversAsync(string program)
    {
        await RemoveAsync(program, "container", ContainerLabels.Owner, IsDead);
        await RemoveAsync(program, "network", ContainerLabels.Owner, IsDead);
    }

    private static bool IsDead(string owner) => ProcessIdentity.TryParse(owner, out var identity) && !identity.IsAlive;

    private static async Task RemoveAsync(string program, string kind, string label, Func<string, bool> isOver)
    {
        string[] list = kind == "container" ? ["ps", "--all", "--no-trunc"] : ["network", "ls"];
        var format = "{{.ID}} {{.Label \"" + ContainerLabels.Owner + "\"}}";
        var answer = await ContainerCli.RunAsync(program, [.. list, "--filter", $"label={label}", "--format", format], Limit);
        if (!answer.Succeeded) return;

        var ids = answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .Where(parts => isOver(parts.ElementAtOrDefault(1) ?? ""))
            .Select(parts => parts[0])
            .ToArray();
        if (ids.Length == 0) return;

        string[] remove = kind == "container" ? ["rm", "--force", "--volumes"] : ["network", "rm"];
        await ContainerCli.RunAsync(program, [.. remove, .. ids], Limit);
    }
}

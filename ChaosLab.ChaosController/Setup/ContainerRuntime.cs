namespace ChaosLab.ChaosController.Setup;

/// <summary>A container engine that answers.</summary>
/// <param name="Name"><c>docker</c> or <c>podman</c>.</param>
/// <param name="Version">Its server's version.</param>
internal sealed record ContainerRuntime(string Name, string Version)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The first engine that answers, or null.</summary>
    public static async Task<ContainerRuntime?> FindAsync(CancellationToken ct)
    {
        foreach (var (name, format) in new[] { ("docker", "{{.Server.Version}}"), ("podman", "{{.Version.Version}}") })
        {
            if (ProgramFinder.Find(name) is not { } path) continue;
            var verb = name == "docker" ? "version" : "info";
            var result = await ProgramRunner.RunAsync(path, [verb, "--format", format], Limit, ct);
            if (result.Succeeded) return new ContainerRuntime(name, result.Output.Trim());
        }

        return null;
    }
}

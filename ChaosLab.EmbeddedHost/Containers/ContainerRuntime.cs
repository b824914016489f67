using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Containers;

/// <summary>A container engine that answers, reached through its command line.</summary>
/// <param name="Name"><c>docker</c> or <c>podman</c>.</param>
/// <param name="Program">The path of its command line.</param>
internal sealed record ContainerRuntime(string Name, string Program)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly string[] Known = ["docker", "podman"];

    /// <summary>
    /// The first engine that answers; <c>ASPIRE_CONTAINER_RUNTIME</c> names the one to use. Null, with the reason, when there is none.
    /// </summary>
    public static async Task<(ContainerRuntime? Runtime, string Reason)> DetectAsync(CancellationToken cancellationToken = default)
    {
        var wanted = Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") ?? Environment.GetEnvironmentVariable("DOTNET_ASPIRE_CONTAINER_RUNTIME");
        var reasons = new List<string>();
        foreach (var name in string.IsNullOrEmpty(wanted) ? Known : [wanted])
        {
            if (Programs.Find(name) is not { } program)
            {
                reasons.Add($"{name} is not installed");
                continue;
            }

            string[] question = name == "podman" ? ["version"] : ["version", "--format", "{{.Server.Version}}"];
            var answer = await ContainerCli.RunAsync(program, question, AnswerLimit, cancellationToken);
            if (answer.Succeeded) return (new ContainerRuntime(name, program), "");
            reasons.Add($"{name} does not answer ({answer.Reason})");
        }

        return (null, string.Join("; ", reasons));
    }
}

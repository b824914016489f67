namespace ChaosLab.Hosting.Infrastructure;

/// <summary>A container engine that answers, driven by its command line.</summary>
/// <param name="Program">Full path of <c>docker</c> or <c>podman</c>.</param>
internal sealed record ContainerEngine(string Program)
{
    /// <summary>The label that names the lab on each container of it.</summary>
    public const string LabLabel = "chaoslab.lab";

    /// <summary>The label that names the resource on its container.</summary>
    public const string ResourceLabel = "chaoslab.resource";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(20);

    /// <summary>The engine that the host will use, if it answers within 10 s; null otherwise.</summary>
    public static ContainerEngine? Find()
    {
        string[] names = (Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME")
            ?? Environment.GetEnvironmentVariable("DOTNET_ASPIRE_CONTAINER_RUNTIME")) is { Length: > 0 } wanted
            ? [wanted]
            : ["docker", "podman"];
        foreach (var name in names)
        {
            if (LocalPrograms.OnPath(name) is not { } program) continue;
            if (ProgramRun.Run(program, ["info", "--format", "{{.ID}}"], AnswerLimit).Succeeded
                || ProgramRun.Run(program, ["info"], AnswerLimit).Succeeded)
            {
                return new ContainerEngine(program);
            }
        }

        return null;
    }

    /// <summary>Runs one command of the engine.</summary>
    public Task<ProgramResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken ct)
        => ProgramRun.RunAsync(Program, arguments, CommandLimit, ct);
}

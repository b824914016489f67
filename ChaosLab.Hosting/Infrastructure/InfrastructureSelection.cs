using ChaosLab.Hosting.Options;

namespace ChaosLab.Hosting.Infrastructure;

/// <summary>Chooses between containers and local programs.</summary>
internal static class InfrastructureSelection
{
    /// <exception cref="ChaosLabException">Neither is there; the message names what is missing and <c>./lab setup</c>.</exception>
    public static InfrastructureSource Select(ChaosLabOptions options)
    {
        if (options.Infrastructure != InfrastructureChoice.Process && ContainerEngine.Find() is { } engine)
        {
            return new InfrastructureSource(engine, null);
        }

        if (options.Infrastructure == InfrastructureChoice.Container)
        {
            throw new ChaosLabException(
                "Lab:Infrastructure is container, but neither docker nor podman answers. Start the engine, "
                + "or run ./lab setup and use local programs: --Lab:Infrastructure=process.");
        }

        var programs = LocalPrograms.Find(options.ProgramDirectories);
        if (programs.Missing.Count == 0) return new InfrastructureSource(null, programs);

        var missing = string.Join(", ", programs.Missing);
        throw new ChaosLabException(options.Infrastructure == InfrastructureChoice.Process
            ? $"Programs that the lab runs are missing: {missing}. Run ./lab setup, which installs them or says how."
            : $"No container engine answers (docker, podman), and programs that would do instead are missing: {missing}. "
                + "Run ./lab setup, which installs them or says how; or start the engine.");
    }
}

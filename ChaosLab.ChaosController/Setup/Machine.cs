namespace ChaosLab.ChaosController.Setup;

/// <summary>A required program and where it was found.</summary>
/// <param name="Program">What is needed.</param>
/// <param name="Path">Where it is; null when it is missing.</param>
internal sealed record FoundProgram(RequiredProgram Program, string? Path);

/// <summary>What this machine has of what the lab needs.</summary>
/// <param name="Runtime">The container engine that answers, or null.</param>
/// <param name="Programs">The programs of process mode.</param>
internal sealed record Machine(ContainerRuntime? Runtime, IReadOnlyList<FoundProgram> Programs)
{
    public IReadOnlyList<RequiredProgram> Missing => [.. Programs.Where(found => found.Path is null).Select(found => found.Program)];

    /// <summary>Whether a lab can start now with this infrastructure.</summary>
    public bool Suffices(string infrastructure) => infrastructure switch
    {
        Infrastructure.Container => Runtime is not null,
        Infrastructure.Process => Missing.Count == 0,
        _ => Runtime is not null || Missing.Count == 0,
    };

    public static async Task<Machine> LookAsync(string infrastructure, CancellationToken ct)
        => new(
            infrastructure == Infrastructure.Process ? null : await ContainerRuntime.FindAsync(ct),
            [.. RequiredProgram.All.Select(program => new FoundProgram(program, ProgramFinder.Find(program.Name)))]);

    /// <summary>The package manager of this machine, or null.</summary>
    public static IInstaller? Installer()
        => OperatingSystem.IsMacOS() ? new BrewInstaller()
            : OperatingSystem.IsLinux() && ProgramFinder.Find("apt-get") is not null ? new AptInstaller()
            : null;
}

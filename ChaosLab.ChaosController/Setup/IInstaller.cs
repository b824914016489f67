namespace ChaosLab.ChaosController.Setup;

/// <summary>A package manager that can bring what process mode needs.</summary>
internal interface IInstaller
{
    /// <summary>The exact command line a person would type.</summary>
    string CommandFor(IReadOnlyCollection<RequiredProgram> programs);

    /// <summary>Whether this user may install without being asked anything.</summary>
    Task<bool> CanInstallAsync(CancellationToken ct);

    /// <summary>Installs; returns null on success, else what the package manager said.</summary>
    Task<string?> InstallAsync(IReadOnlyCollection<RequiredProgram> programs, CancellationToken ct);

    /// <summary>What the user should know afterwards, or null.</summary>
    string? NoticeAfter(IReadOnlyCollection<RequiredProgram> programs);
}

namespace ChaosLab.ChaosController.Setup;

/// <summary>Installs Homebrew formulas; Homebrew starts no service by itself.</summary>
internal sealed class BrewInstaller : IInstaller
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public string CommandFor(IReadOnlyCollection<RequiredProgram> programs)
        => $"brew install {string.Join(' ', programs.Select(program => program.BrewFormula))}";

    // Homebrew refuses to run as root.
    public Task<bool> CanInstallAsync(CancellationToken ct)
        => Task.FromResult(ProgramFinder.Find("brew") is not null && !Environment.IsPrivilegedProcess);

    public async Task<string?> InstallAsync(IReadOnlyCollection<RequiredProgram> programs, CancellationToken ct)
    {
        var result = await ProgramRunner.RunAsync(
            ProgramFinder.Find("brew")!, ["install", .. programs.Select(program => program.BrewFormula)], Limit, ct);
        return result.Succeeded ? null : result.Output.Trim();
    }

    public string? NoticeAfter(IReadOnlyCollection<RequiredProgram> programs) => null;
}

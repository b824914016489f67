using System.Text.RegularExpressions;

namespace ChaosLab.ChaosController.Setup;

/// <summary>A program that process mode runs.</summary>
/// <param name="Name">The executable.</param>
/// <param name="Serves">The resource it becomes.</param>
/// <param name="VersionArgument">What makes it print its version.</param>
/// <param name="AptPackage">Its Debian and Ubuntu package.</param>
/// <param name="BrewFormula">Its Homebrew formula.</param>
internal sealed partial record RequiredProgram(
    string Name, string Serves, string VersionArgument, string AptPackage, string BrewFormula)
{
    /// <summary>What process mode needs on the machine.</summary>
    public static IReadOnlyList<RequiredProgram> All { get; } =
    [
        new("redis-server", "cache", "--version", "redis-server", "redis"),
        new("postgres", "postgres", "--version", "postgresql", "postgresql@17"),
        new("haproxy", "gateway", "-v", "haproxy", "haproxy"),
        // Postgres refuses to run as root, and is then run as another user.
        .. OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            ? (RequiredProgram[])[new("setpriv", "postgres", "--version", "util-linux", "util-linux")]
            : [],
    ];

    /// <summary>The version it reports, or null.</summary>
    public async Task<string?> VersionAsync(string path, CancellationToken ct)
    {
        var result = await ProgramRunner.RunAsync(path, [VersionArgument], TimeSpan.FromSeconds(5), ct);
        var match = Version().Match(result.Output);
        return match.Success ? match.Value : null;
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}

namespace ChaosLab.ChaosController.Setup;

/// <summary>Installs Debian and Ubuntu packages, without letting them start a server.</summary>
internal sealed class AptInstaller : IInstaller
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>How long apt waits for another one's lock, in seconds.</summary>
    private const string LockWait = "DPkg::Lock::Timeout=300";

    private static readonly Dictionary<string, string> Unattended = new() { ["DEBIAN_FRONTEND"] = "noninteractive" };

    private readonly bool _isRoot = Environment.IsPrivilegedProcess;

    public string CommandFor(IReadOnlyCollection<RequiredProgram> programs)
        => $"{(_isRoot ? "" : "sudo ")}apt-get install -y --no-install-recommends {string.Join(' ', Packages(programs))}";

    public async Task<bool> CanInstallAsync(CancellationToken ct)
        => _isRoot || (await ProgramRunner.RunAsync("sudo", ["-n", "true"], TimeSpan.FromSeconds(5), ct)).Succeeded;

    public async Task<string?> InstallAsync(IReadOnlyCollection<RequiredProgram> programs, CancellationToken ct)
    {
        await using var quiet = await NoServiceStarts.ApplyAsync(AsRootAsync, ct);

        // A new machine may still be busy with its own packages.
        string[] install = ["apt-get", "-o", LockWait, "install", "-y", "--no-install-recommends", .. Packages(programs)];
        var result = await AsRootAsync(install, Limit, ct);
        if (result.Succeeded) return null;

        // Package lists are missing or old on fresh machines: fetch them once and try again.
        var update = await AsRootAsync(["apt-get", "update"], Limit, ct);
        if (update.Succeeded) result = await AsRootAsync(install, Limit, ct);
        return result.Succeeded ? null : LastLines(result.Output);
    }

    public string? NoticeAfter(IReadOnlyCollection<RequiredProgram> programs)
    {
        string[] services = [.. Packages(programs).Where(package => package is "redis-server" or "postgresql" or "haproxy")];
        return services.Length == 0 || !Directory.Exists("/run/systemd/system")
            ? null
            : $"No system service was started, but Debian enables them for the next boot (Redis on 6379, Postgres on 5432). "
              + $"The lab does not need that; to prevent it: {(_isRoot ? "" : "sudo ")}systemctl disable {string.Join(' ', services)}";
    }

    private static IEnumerable<string> Packages(IEnumerable<RequiredProgram> programs) => programs.Select(program => program.AptPackage);

    private Task<ProgramResult> AsRootAsync(string[] command, TimeSpan limit, CancellationToken ct)
        => _isRoot
            ? ProgramRunner.RunAsync(command[0], command[1..], limit, ct, Unattended)
            : ProgramRunner.RunAsync("sudo", ["-n", "DEBIAN_FRONTEND=noninteractive", .. command], limit, ct);

    private static string LastLines(string output)
        => string.Join('\n', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(5));
}

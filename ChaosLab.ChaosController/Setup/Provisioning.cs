using ChaosLab.ChaosController.Shell;

namespace ChaosLab.ChaosController.Setup;

/// <summary>Makes sure that Redis, Postgres and HAProxy can be run, installing what is missing.</summary>
internal static class Provisioning
{
    /// <summary>Returns the machine as it is once it suffices.</summary>
    /// <exception cref="LabError">Something is missing that cannot be installed here; the message says what to do.</exception>
    public static async Task<Machine> EnsureAsync(string infrastructure, Terminal terminal, CancellationToken ct)
    {
        var machine = await Machine.LookAsync(infrastructure, ct);
        if (machine.Suffices(infrastructure)) return machine;
        if (infrastructure == Infrastructure.Container)
        {
            throw LabError.No("No container engine answers. Start Docker or Podman, or use --infrastructure process.");
        }

        var missing = machine.Missing;
        var names = string.Join(", ", missing.Select(program => program.Name));
        if (Machine.Installer() is not { } installer)
        {
            throw LabError.No(OperatingSystem.IsWindows()
                ? "On Windows the lab uses containers, and no engine answers: install and start Docker Desktop or Podman, then try again."
                : $"Missing: {names}. Install them with this system's package manager, or start Docker or Podman, then try again.");
        }

        var command = installer.CommandFor(missing);
        if (!await installer.CanInstallAsync(ct))
        {
            throw LabError.No($"Missing: {names}. Installing needs your password; run this, then try again:\n  {command}");
        }

        terminal.Line($"Installing {names}: {command}");
        if (await installer.InstallAsync(missing, ct) is { } failure)
        {
            throw LabError.No($"Installing failed:\n{failure}\nThe command was: {command}");
        }

        if (installer.NoticeAfter(missing) is { } notice) terminal.Line(notice);
        machine = await Machine.LookAsync(infrastructure, ct);
        return machine.Suffices(infrastructure)
            ? machine
            : throw LabError.No($"Installed, but still not found: {string.Join(", ", machine.Missing.Select(program => program.Name))}.");
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Setup;

namespace ChaosLab.ChaosController.Launching;

/// <summary>An AppHost that this command line started, in a session of its own, writing to a log file.</summary>
internal sealed class AppHostProcess : IDisposable
{
    // The shell only redirects the output to the file, so that the AppHost can outlive this process; values are arguments.
    private const string RedirectAndReplace = "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null";

    private readonly Process _process;

    private AppHostProcess(Process process, string log)
    {
        _process = process;
        Log = log;
        Identity = new ProcessIdentity(process.Id, new DateTimeOffset(process.StartTime.ToUniversalTime(), TimeSpan.Zero));
    }

    /// <summary>The file that holds what the AppHost prints.</summary>
    public string Log { get; }

    public ProcessIdentity Identity { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static AppHostProcess Start(Repository repository, LaunchOptions options)
    {
        var log = repository.LogOf(options.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        if (File.Exists(log)) File.Move(log, Path.ChangeExtension(log, ".previous.log"), overwrite: true);

        string[] command = [Dotnet.Path, repository.AppHost, .. options.Arguments()];
        var start = OperatingSystem.IsWindows() ? Windows(log, command) : Posix(log, command);
        start.UseShellExecute = false;
        start.WorkingDirectory = repository.Root;
        foreach (var (name, value) in Settings(repository)) start.Environment.TryAdd(name, value);
        return new AppHostProcess(Process.Start(start)!, log);
    }

    public Task WaitForExitAsync(CancellationToken ct) => _process.WaitForExitAsync(ct);

    /// <summary>The end of what the AppHost printed.</summary>
    public IReadOnlyList<string> LastLines(int count)
    {
        using var file = new FileStream(Log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).TakeLast(count)];
    }

    public void Dispose() => _process.Dispose();

    // Its own session: a Ctrl+C on this terminal reaches the command line alone, which then stops the lab in good order.
    private static ProcessStartInfo Posix(string log, string[] command)
    {
        string[] redirected = ["/bin/sh", "-c", RedirectAndReplace, "lab", log, .. command];
        return ProgramFinder.Find("setsid") is { } setsid
            ? new ProcessStartInfo(setsid, redirected)
            : new ProcessStartInfo(redirected[0], redirected[1..]);
    }

    // PowerShell would read arguments as code, so they go by the environment.
    private static ProcessStartInfo Windows(string log, string[] command)
    {
        const string Redirect = "$c = $env:LAB_APPHOST_COMMAND -split \"`n\"; & $c[0] $c[1..($c.Length - 1)] *> $env:LAB_APPHOST_LOG; exit $LASTEXITCODE";
        var start = new ProcessStartInfo("powershell", ["-NoProfile", "-NonInteractive", "-Command", Redirect]) { CreateNoWindow = true };
        start.Environment["LAB_APPHOST_COMMAND"] = string.Join('\n', command);
        start.Environment["LAB_APPHOST_LOG"] = log;
        return start;
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings(Repository repository)
    {
        yield return new("DOTNET_ENVIRONMENT", "Development");
        yield return new("ASPNETCORE_ENVIRONMENT", "Development");
        if (LabProps.ReadHost(repository.LabProps) != LabProps.Aspire) yield break;

        // What a launch profile would tell Aspire's dashboard.
        yield return new("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        yield return new("ASPNETCORE_URLS", FreeAddress());
        yield return new("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", FreeAddress());
        yield return new("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", FreeAddress());
    }

    private static string FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }
}

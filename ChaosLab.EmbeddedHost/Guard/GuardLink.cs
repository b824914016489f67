using System.ComponentModel;
using System.Diagnostics;
using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Guard;

/// <summary>This program's end of its guard: tells it, and the journal file, what was started and what has ended.</summary>
internal sealed class GuardLink
{
    private const int MostStarts = 5;
    private readonly Lock _gate = new();
    private readonly string _journalPath;
    private readonly RunJournal _journal = new();
    private Process? _guard;
    private int _starts;

    private GuardLink(string journalPath)
    {
        _journalPath = journalPath;
        File.WriteAllText(journalPath, "");
        Tell($"owner {ProcessIdentity.Current}");
        Start();
    }

    private static readonly Lazy<GuardLink> Link = new(() => new GuardLink(
        Path.Combine(StateDirectory.Journals, $"{ProcessIdentity.Current.Pid}-{ProcessIdentity.Current.StartToken}.journal")));

    /// <summary>The guard of this program; the first use starts it.</summary>
    public static GuardLink Shared => Link.Value;

    public void RunStarted(string run) => Tell($"run {run}");

    public void ContainersThrough(string runtime) => Tell($"runtime {runtime}");

    public void Started(ProcessIdentity process) => Tell($"add {process}");

    public void Ended(ProcessIdentity process) => Tell($"del {process}");

    private void Tell(string line)
    {
        lock (_gate)
        {
            _journal.Take(line);
            File.AppendAllText(_journalPath, line + "\n");
            Write(line);
        }
    }

    private void Write(string line)
    {
        try
        {
            _guard?.StandardInput.WriteLine(line);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // Its end brings up another one, which is told everything.
        }
    }

    private void Start()
    {
        lock (_gate)
        {
            // One that ends at once again and again cannot work here; the parent-death signal and the next start's sweep remain.
            if (++_starts > MostStarts) return;
            _guard = SpawnThread.RunAsync(Spawn).GetAwaiter().GetResult();
            if (_guard is null) return;

            foreach (var run in _journal.Runs) Write($"run {run}");
            foreach (var process in _journal.Processes) Write($"add {process}");
            if (_journal.ContainerRuntime is { } runtime) Write($"runtime {runtime}");
            if (ProcessIdentity.Read(_guard.Id) is { } identity) Tell($"guard {identity}");
        }
    }

    private Process? Spawn()
    {
        var assembly = typeof(GuardLink).Assembly.Location;
        string[] session = Detachment.Session.ToArray();
        string[] line = [.. session, DotnetHost.Path, "exec", "--runtimeconfig", RuntimeConfig(assembly), assembly, GuardProgram.Verb, _journalPath];
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove(ProcessTree.Mark);
        foreach (var name in start.Environment.Keys.Where(IsProfiler).ToArray()) start.Environment.Remove(name);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";

        try
        {
            var guard = new Process { StartInfo = start, EnableRaisingEvents = true };
            guard.Exited += (_, _) => Start();
            guard.Start();
            guard.StandardInput.AutoFlush = true;
            return guard;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static bool IsProfiler(string name)
        => name.StartsWith("CORECLR_", StringComparison.OrdinalIgnoreCase)
            || name is "DOTNET_STARTUP_HOOKS" or "DOTNET_ADDITIONAL_DEPS" or "DOTNET_TieredPGO";

    // Copied beside this assembly by the SDK, as it is an executable's; a host that was published otherwise lends its own.
    private static string RuntimeConfig(string assembly)
    {
        var own = Path.ChangeExtension(assembly, ".runtimeconfig.json");
        if (File.Exists(own)) return own;
        return Directory.EnumerateFiles(AppContext.BaseDirectory, "*.runtimeconfig.json").FirstOrDefault() ?? own;
    }
}

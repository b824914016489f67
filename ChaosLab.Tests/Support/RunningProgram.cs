using System.Diagnostics;
using System.Text;

namespace ChaosLab.Tests.Support;

/// <summary>A .NET program started by a test; it is ended, with what it started, when the test is over.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    // By its path: a test may give the program a PATH on which nothing is found.
    private static readonly string Dotnet = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(directory => Path.Combine(directory, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"))
        .FirstOrDefault(File.Exists) ?? "dotnet";

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private RunningProgram(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>Standard output and error so far, in the order of arrival.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public static RunningProgram Start(string dll, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(Dotnet)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (OperatingSystem.IsLinux())
        {
            // A CI that runs in the background hands down an ignored SIGINT, and Ctrl+C would do nothing.
            start.FileName = "env";
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add(Dotnet);
        }

        start.ArgumentList.Add(dll);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;

        var program = new RunningProgram(new Process { StartInfo = start });
        program._process.OutputDataReceived += program.Keep;
        program._process.ErrorDataReceived += program.Keep;
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Runs to the end and gives exit code and output.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string dll, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, TimeSpan? within = null)
    {
        await using var program = Start(dll, arguments, environment);
        return (await program.ExitAsync(within ?? TimeSpan.FromMinutes(5)), program.Output);
    }

    public async Task<int> ExitAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{string.Join(' ', _process.StartInfo.ArgumentList)} did not end; it said:\n{Output}");
        }

        return _process.ExitCode;
    }

    /// <summary>Ends the program at once, as <c>kill -9</c> does; what it started is left to its own devices.</summary>
    public void KillHard() => _process.Kill(entireProcessTree: false);

    /// <summary>Ctrl+C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", Pid.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_output) _output.AppendLine(line.Data);
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>A program that runs during the measurement; ended with what it started.</summary>
internal sealed class StartedProgram : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private StartedProgram(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>Starts a program and waits until its port takes connections.</summary>
    public static async Task<StartedProgram> StartAsync(string program, IReadOnlyList<string> arguments, int port, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new BenchmarkException($"{program} is not on this machine; install it (Debian: apt-get install {program}).");
        }

        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        var running = new StartedProgram(process);
        var clock = Stopwatch.StartNew();
        while (!await AnswersAsync(port))
        {
            if (process.HasExited) throw new BenchmarkException($"{program} ended with {process.ExitCode}: {await errors}");
            if (clock.Elapsed > StartLimit)
            {
                running.Dispose();
                throw new BenchmarkException($"{program} did not listen on {port} within {StartLimit.TotalSeconds:0} s.");
            }

            await Task.Delay(50);
        }

        return running;
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

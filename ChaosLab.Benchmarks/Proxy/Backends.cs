using System.Globalization;

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>The services that are called, directly or through a proxy; one that this machine does not have is left out.</summary>
internal sealed class Backends : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("chaoslab-benchmark-").FullName;
    private readonly List<StartedProgram> _programs = [];
    private readonly Dictionary<Service, int> _ports = [];
    private EchoServer? _echo;

    private Backends()
    {
    }

    /// <summary>The port of each service.</summary>
    public IReadOnlyDictionary<Service, int> Ports => _ports;

    /// <summary>Files of the measurement, removed at its end.</summary>
    public string Work => _directory;

    /// <summary>What could not be started, and why.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Starts what is there.</summary>
    /// <param name="pinned">Everything but the proxy runs on processor 0.</param>
    public static async Task<Backends> StartAsync(bool pinned)
    {
        var backends = new Backends();
        await backends.AddAsync(Service.Redis, pinned, port => ("redis-server", ["--port", Text(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]));
        await backends.AddAsync(Service.Bulk, pinned, port => ("iperf3", ["-s", "-p", Text(port), "-B", "127.0.0.1"]));
        await backends.AddAsync(Service.Http, pinned, port => ("nginx", ["-e", "stderr", "-c", backends.NginxFile(port)]));
        await backends.AddPostgresAsync(pinned);
        backends._echo = new EchoServer();
        backends._ports[Service.Echo] = backends._echo.Port;
        return backends;
    }

    public void Dispose()
    {
        foreach (var program in _programs) program.Dispose();
        _echo?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task AddAsync(Service service, bool pinned, Func<int, (string Program, string[] Arguments)> how)
    {
        var port = StartedProgram.FreePort();
        var (program, arguments) = how(port);
        try
        {
            _programs.Add(pinned
                ? await StartedProgram.StartAsync("taskset", ["-c", "0", program, .. arguments], port)
                : await StartedProgram.StartAsync(program, arguments, port));
            _ports[service] = port;
        }
        catch (BenchmarkException error)
        {
            Missing.Add(error.Message);
        }
    }

    private string NginxFile(int port)
    {
        var file = Path.Combine(_directory, "http.conf");
        File.WriteAllText(file, $$"""
            daemon off; worker_processes 1; pid {{_directory}}/http.pid; error_log /dev/null;
            events { worker_connections 4096; }
            http { access_log off; keepalive_requests 1000000000; server { listen 127.0.0.1:{{port}}; location / { return 200 "Hello World!"; } } }
            """);
        return file;
    }

    // The server refuses to run as root.
    private async Task AddPostgresAsync(bool pinned)
    {
        try
        {
            var bin = Directory.Exists("/usr/lib/postgresql")
                ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")).First() + "/"
                : "";
            string[] asPostgres = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : ["env"];
            var data = Path.Combine(_directory, "postgres");
            Directory.CreateDirectory(data);
            if (Environment.IsPrivilegedProcess) await Programs.RunAsync("chown", ["postgres", _directory, data], null, TimeSpan.FromSeconds(10));
            await Programs.RunAsync(asPostgres[0], [.. asPostgres[1..], bin + "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"], null, TimeSpan.FromMinutes(1));
            await AddAsync(Service.Postgres, pinned, port => (asPostgres[0],
                [.. asPostgres[1..], bin + "postgres", "-D", data, "-p", Text(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"]));
            if (!_ports.TryGetValue(Service.Postgres, out var port)) return;
            await Programs.RunAsync("pgbench", ["-i", "-q", "-h", "127.0.0.1", "-p", Text(port), "-U", "postgres", "postgres"], null, TimeSpan.FromMinutes(1));
        }
        catch (BenchmarkException error)
        {
            _ports.Remove(Service.Postgres);
            Missing.Add(error.Message);
        }
    }
}

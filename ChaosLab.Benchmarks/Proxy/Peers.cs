using System.Text;
using static ChaosLab.Benchmarks.Proxy.Backends;

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>The proxies that are compared, each on its defaults, without logs, with one port for each service.</summary>
internal static class Peers
{
    public static readonly IReadOnlyList<string> Names = ["direct", "haproxy", "nginx", "chaoslab", Sockets];

    /// <summary>What is only measured when it is asked for: continuing on the thread that waits in .NET's sockets, without the hop to the pool.</summary>
    public static readonly IReadOnlyList<string> Experiments = [Sockets + "-inline"];

    private const string Sockets = "chaoslab-sockets";

    /// <summary>Starts one of <see cref="Names"/> or <see cref="Experiments"/>.</summary>
    /// <param name="name">Which.</param>
    /// <param name="backends">What it leads to.</param>
    /// <param name="processor">The processor it is pinned to, or null.</param>
    public static async Task<Variant> StartAsync(string name, Backends backends, int? processor)
    {
        if (name == "direct") return new Variant(name, backends.Ports, null);
        var ports = backends.Ports.ToDictionary(service => service.Key, _ => StartedProgram.FreePort());
        var (program, arguments, environment) = name switch
        {
            "haproxy" => HaProxy(backends, ports),
            "nginx" => Nginx(backends, ports),
            "chaoslab" => ChaosLab(backends, ports, "epoll"),
            Sockets => ChaosLab(backends, ports, "sockets"),
            _ => ChaosLab(backends, ports, "sockets", ("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1")),
        };
        if (processor is { } pinned) (program, arguments) = ("taskset", ["-c", Text(pinned), program, .. arguments]);
        return new Variant(name, ports, await StartedProgram.StartAsync(program, arguments, ports[Service.Echo], environment));
    }

    private static (string, string[], Dictionary<string, string>?) HaProxy(Backends backends, Dictionary<Service, int> ports)
    {
        var text = new StringBuilder("global\n  maxconn 8192\ndefaults\n  mode tcp\n  timeout connect 5s\n  timeout client 60s\n  timeout server 60s\n");
        foreach (var (service, port) in ports) text.Append($"listen {service}\n  bind 127.0.0.1:{port}\n  server s 127.0.0.1:{backends.Ports[service]}\n");
        var file = Path.Combine(backends.Work, "haproxy.cfg");
        File.WriteAllText(file, text.ToString());
        return ("haproxy", ["-db", "-f", file], null);
    }

    private static (string, string[], Dictionary<string, string>?) Nginx(Backends backends, Dictionary<Service, int> ports)
    {
        const string Module = "/usr/lib/nginx/modules/ngx_stream_module.so";
        var text = new StringBuilder(File.Exists(Module) ? $"load_module {Module};\n" : "");
        text.Append($"daemon off; worker_processes auto; pid {backends.Work}/stream.pid; error_log /dev/null;\nevents {{ worker_connections 8192; }}\nstream {{\n");
        foreach (var (service, port) in ports) text.Append($"  server {{ listen 127.0.0.1:{port}; proxy_pass 127.0.0.1:{backends.Ports[service]}; }}\n");
        text.Append("}\n");
        var file = Path.Combine(backends.Work, "stream.conf");
        File.WriteAllText(file, text.ToString());
        return ("nginx", ["-e", "stderr", "-c", file], null);
    }

    private static (string, string[], Dictionary<string, string>?) ChaosLab(Backends backends, Dictionary<Service, int> ports, string engine, params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string> { ["Proxy__Api"] = "http://127.0.0.1:0" };
        foreach (var (name, value) in more) environment[name] = value;
        foreach (var (index, (service, port)) in ports.Index())
        {
            var edge = $"Proxy__Edges__{index}__";
            environment[edge + "Name"] = service.ToString();
            environment[edge + "Listen"] = Text(port);
            environment[edge + "Upstream"] = Text(backends.Ports[service]);
            environment[edge + "Protocol"] = service switch { Service.Redis => "redis", Service.Http => "http", Service.Postgres => "postgres", _ => "tcp" };
        }

        return (Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", [ProxyDll(), "--engine", engine], environment);
    }

    private static string ProxyDll()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var dll = Path.Combine(own.Parent!.Parent!.FullName, "ChaosLab.Proxy", own.Name, "ChaosLab.Proxy.dll");
        return File.Exists(dll) ? dll : throw new BenchmarkException("ChaosLab.Proxy is not built; run: dotnet build -c Release ChaosLab.Proxy");
    }
}

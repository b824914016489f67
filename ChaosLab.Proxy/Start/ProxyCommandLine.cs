using System.CommandLine;
using System.CommandLine.Invocation;
using ChaosLab.Proxy.Edges;

namespace ChaosLab.Proxy.Start;

/// <summary>The command line of the proxy, and how every outcome becomes an exit code.</summary>
internal static class ProxyCommandLine
{
    private const int MostLoops = 64;

    /// <summary>Runs the proxy until it is told to stop: 0; 2 when it was called wrongly, 1 when it cannot start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            Console.Error.WriteLine($"{string.Join(' ', parsed.Errors.Select(error => error.Message.ReplaceLineEndings(" ").Trim()).Distinct())} Help: --help");
            return StartException.WrongUse;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (StartException error)
        {
            Console.Error.WriteLine(error.Message);
            return error.ExitCode;
        }
    }

    private static RootCommand Create()
    {
        var listen = Text("--listen", "address", "Where callers connect to: 127.0.0.1:6380, or a port; a free port without it.");
        var upstream = Text("--upstream", "address", "Where the edge leads to: host:port.");
        var name = Text("--name", "edge", "The edge's name (default: edge).");
        var protocol = Text("--protocol", "http|redis|postgres|tcp", "Whose requests are counted (default: tcp, none).");
        var api = Text("--api", "address", "Where the HTTP API listens (default: 127.0.0.1:8474; port 0 takes a free one).");
        var token = Text("--token-file", "file", "A file with the token that changes must show (else: CHAOSLAB_PROXY_TOKEN).");
        var decisions = Text("--decisions", "file", "Write every decision of chance to this file, a line of JSON each.");
        var seed = Number("--seed", "What chances start from: the same seed decides the same.", 0, Edge.MostSeed);
        var loops = Number("--loops", "Threads that carry connections (default: 1).", 1, MostLoops);
        var engine = new Option<EngineChoice>("--engine")
        {
            Description = "What carries the bytes: auto (epoll on Linux), epoll or sockets.", HelpName = "auto|epoll|sockets",
        };
        var root = new RootCommand("A TCP proxy that injects faults, with Toxiproxy's HTTP API.")
        {
            listen, upstream, name, protocol, api, token, decisions, seed, loops, engine,
        };
        root.SetAction((parsed, _) =>
        {
            var flags = new Flags(
                parsed.GetValue(listen), parsed.GetValue(upstream), parsed.GetValue(name), parsed.GetValue(protocol), parsed.GetValue(seed),
                parsed.GetValue(api), parsed.GetValue(token), parsed.GetValue(decisions), parsed.GetValue(engine), (int)(parsed.GetValue(loops) ?? 1));
            var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
            return ProxyService.RunAsync(new SettingsReader(flags, environment).Read());
        });
        return root;
    }

    private static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    private static Option<long?> Number(string name, string description, long least, long most) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (long.TryParse(written, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            result.AddError($"{name} is '{written}'; it must be a whole number from {least} to {most}.");
            return null;
        },
    };
}

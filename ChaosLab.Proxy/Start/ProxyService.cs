using System.Net;
using System.Net.Sockets;
using ChaosLab.Proxy.Api;
using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Logs;
using ChaosLab.Proxy.Trust;

namespace ChaosLab.Proxy.Start;

/// <summary>The running proxy: loops, edges and the API over them.</summary>
internal static class ProxyService
{
    /// <summary>Runs until SIGTERM or Ctrl+C.</summary>
    /// <exception cref="StartException">A port is taken, or a file cannot be written.</exception>
    public static async Task<int> RunAsync(ProxySettings settings)
    {
        FileLimit.Raise();
        using var log = OpenLog();
        using var decisions = OpenDecisions(settings.DecisionFile, log);
        var loops = Loops.Start(settings.Engine, settings.Loops, log.Write);
        try
        {
            using var book = new EdgeBook(loops, decisions, log.Write, settings.Seed);
            await using var app = Build(settings, book, decisions, log);
            await OpenEdgesAsync(settings, book, log);
            await StartApiAsync(app, settings.Api);
            Announce(app, settings, log);
            await app.WaitForShutdownAsync();
            return 0;
        }
        finally
        {
            foreach (var loop in loops) loop.Dispose();
        }
    }

    private static WebApplication Build(ProxySettings settings, EdgeBook book, DecisionLog decisions, LineQueue log)
    {
        // What the environment says has been read; nothing in it may open another port.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = ApiJson.MostBytes;
            kestrel.AddServerHeader = false;
            kestrel.Listen(settings.Api);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(300));
        builder.Services.AddSingleton(book).AddSingleton(decisions).AddSingleton(log).AddSingleton(new AccessToken(settings.Token));

        var app = builder.Build();
        app.UseMiddleware<RequestId>();
        app.UseMiddleware<ErrorAnswer>();
        app.UseMiddleware<BrowserGuard>();
        app.UseMiddleware<LoopbackGuard>();
        app.UseMiddleware<TokenGuard>();
        app.MapProxies();
        app.MapToxics();
        app.MapFigures();
        return app;
    }

    private static async Task OpenEdgesAsync(ProxySettings settings, EdgeBook book, LineQueue log)
    {
        var problems = new List<string>();
        foreach (var definition in settings.Edges)
        {
            try
            {
                var edge = (await book.AddAsync(definition))!;
                log.Write($"edge {edge.Name}: {edge.Listen} -> {edge.Upstream.Text} ({edge.Protocol}, seed {edge.Seed})");
            }
            catch (ListenException error)
            {
                problems.Add($"The edge '{definition.Name}' cannot take connections: {error.Message}. Free the port, or choose another.");
            }
        }

        if (problems.Count > 0) throw new StartException(string.Join('\n', problems), StartException.CannotStart);
    }

    private static async Task StartApiAsync(WebApplication app, IPEndPoint address)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException)
        {
            throw new StartException($"The API cannot listen on {address}: the port is taken. Free it, or choose another with --api.", StartException.CannotStart);
        }
        catch (SocketException error)
        {
            throw new StartException($"The API cannot listen on {address}: {error.Message}. Choose another address with --api.", StartException.CannotStart);
        }
    }

    private static void Announce(WebApplication app, ProxySettings settings, LineQueue log)
    {
        log.Write($"API: {app.Urls.First()}");
        if (settings.Token is null) log.Write("no token is set: everyone on this machine can change this proxy (CHAOSLAB_PROXY_TOKEN or --token-file sets one)");
        log.Write("ready");
    }

    // Nobody may have to wait until the output is read.
    private static LineQueue OpenLog() => new(
        Console.OpenStandardOutput(),
        dropped => $"{dropped} lines were dropped here: the output was not read",
        why => Console.Error.WriteLine($"The log ends: {why}"));

    private static DecisionLog OpenDecisions(string? file, LineQueue log)
    {
        if (file is null) return new DecisionLog(file: null);
        try
        {
            return new DecisionLog(new LineQueue(
                new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read),
                dropped =>
                {
                    log.Write($"{dropped} decisions were not written to {file}: they came faster than it takes them");
                    return $$"""{"dropped":{{dropped}}}""";
                },
                why => log.Write($"decisions are not written to {file} any more: {why}; GET /decisions still has the last {DecisionLog.Kept}")));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StartException($"--decisions cannot be written: {error.Message}", StartException.WrongUse);
        }
    }
}

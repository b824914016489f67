using System.Net;
using ChaosLab.Proxy.Api;
using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Engine;
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
        using var decisions = OpenDecisions(settings.DecisionFile);
        var loops = Loops.Start(settings.Engine, settings.Loops, Say);
        try
        {
            using var book = new EdgeBook(loops, decisions, Say);
            await using var app = Build(settings, book, decisions);
            await OpenEdgesAsync(settings, book);
            await StartApiAsync(app, settings.Api);
            Announce(app, settings);
            await app.WaitForShutdownAsync();
            return 0;
        }
        finally
        {
            foreach (var loop in loops) loop.Dispose();
        }
    }

    private static WebApplication Build(ProxySettings settings, EdgeBook book, DecisionLog decisions)
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
        builder.Services.AddSingleton(book).AddSingleton(decisions).AddSingleton(new AccessToken(settings.Token));

        var app = builder.Build();
        app.UseMiddleware<ErrorAnswer>();
        app.UseMiddleware<LoopbackGuard>();
        app.UseMiddleware<TokenGuard>();
        app.MapProxies();
        app.MapToxics();
        app.MapFigures();
        return app;
    }

    private static async Task OpenEdgesAsync(ProxySettings settings, EdgeBook book)
    {
        var problems = new List<string>();
        foreach (var definition in settings.Edges)
        {
            try
            {
                var edge = (await book.AddAsync(definition))!;
                Say($"edge {edge.Name}: {edge.Listen} -> {edge.Upstream.Text} ({edge.Protocol}, seed {edge.Seed})");
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
    }

    private static void Announce(WebApplication app, ProxySettings settings)
    {
        Say($"API: {app.Urls.First()}");
        if (settings.Token is null) Say("no token is set: everyone on this machine can change this proxy (CHAOSLAB_PROXY_TOKEN or --token-file sets one)");
        Say("ready");
    }

    private static DecisionLog OpenDecisions(string? file)
    {
        try
        {
            return new DecisionLog(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--decisions cannot be written: {error.Message}", StartException.WrongUse);
        }
    }

    private static void Say(string line) => Console.Out.WriteLine(line);
}

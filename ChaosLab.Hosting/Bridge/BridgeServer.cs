using System.Net;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.Hosting.Bridge;

/// <summary>The control bridge: an HTTP API on loopback, inside the AppHost's process, for the command line and the controller.</summary>
internal sealed class BridgeServer(LabResource lab, BridgeAudit audit, IServiceProvider services) : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    /// <summary>Bodies above this are refused with 413, in bytes.</summary>
    public const int LargestBody = 64 * 1024;

    private WebApplication? _app;

    /// <summary>Listens, and tells the lab the address.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        // Empty: the AppHost's own configuration (ASPNETCORE_URLS and the like) is meant for others.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddProblemDetails();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);

        // The AppHost decides when to end; the bridge must not listen to signals of its own.
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();

        _app = builder.Build();
        _app.Use((context, next) => audit.NoteRefusalAsync(context, next));
        _app.UseMiddleware<BridgeGuard>(lab.Token);
        _app.Use((context, next) => audit.InvokeAsync(context, next));
        _app.UseMiddleware<BridgeErrors>();
        _app.UseRouting();
        _app.MapLab(services);
        _app.MapResources(services);
        _app.MapFaults(services);
        _app.MapEdges(services);
        _app.MapHalt(services);
        _app.MapChanges(services);
        await _app.StartAsync(ct);
        lab.BridgeUrl = _app.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

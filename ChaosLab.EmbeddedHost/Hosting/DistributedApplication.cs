using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using ChaosLab.EmbeddedHost.Hosting;
using ChaosLab.EmbeddedHost.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A distributed application that can be run.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly EntryPointRun? _entryPoint;
    private int _started;
    private int _stopped;
    private int _disposed;

    /// <summary>An application on a host that was built for it.</summary>
    public DistributedApplication(IHost host)
        : this(host, null)
    {
    }

    internal DistributedApplication(IHost host, EntryPointRun? entryPoint)
    {
        ArgumentNullException.ThrowIfNull(host);
        (_host, _entryPoint) = (host, entryPoint);
    }

    /// <summary>The services of the application.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The states of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>The commands of the resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    // A test runs the entry point only to get what it builds; the test itself starts and ends the application.
    private bool IsCalledByEntryPoint => _entryPoint is not null && EntryPointRun.Current == _entryPoint;

    /// <summary>A builder of an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>A builder of an application whose configuration includes the arguments.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args });
    }

    /// <summary>A builder of an application as the options say.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Starts the resources; completes when all that start by themselves have started.</summary>
    /// <exception cref="DistributedApplicationException">A resource could not start (not under a test, which watches the states itself).</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (IsCalledByEntryPoint)
        {
            await _entryPoint!.StartedAsync(cancellationToken);
            return;
        }

        Interlocked.Exchange(ref _started, 1);
        var eventing = Services.GetRequiredService<IDistributedApplicationEventing>();
        await eventing.PublishAsync(new BeforeStartEvent(Services, Services.GetRequiredService<DistributedApplicationModel>()), cancellationToken);
        await _host.StartAsync(cancellationToken);
        _entryPoint?.Started();
    }

    /// <summary>Ends the resources, those that need others first.</summary>
    public virtual async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (IsCalledByEntryPoint || Interlocked.Exchange(ref _stopped, 1) == 1) return;
        await _host.StopAsync(cancellationToken);
        _entryPoint?.Stopped();
    }

    /// <summary>Runs until Ctrl+C, SIGTERM or the token; a resource that cannot start ends it with one message and exit code 1.</summary>
    public virtual Task RunAsync(CancellationToken cancellationToken = default)
        => IsCalledByEntryPoint ? _entryPoint!.EndAsync(cancellationToken) : ApplicationRun.RunAsync(this, Services.GetRequiredService<Orchestrator>(), cancellationToken);

    /// <summary>Runs until Ctrl+C or SIGTERM.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Ends the resources and releases everything.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the resources and releases everything.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (IsCalledByEntryPoint || Interlocked.Exchange(ref _disposed, 1) == 1) return;
        if (_started == 1) await StopAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        else _host.Dispose();
        if (_entryPoint is not null) await _entryPoint.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

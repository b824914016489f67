using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using ChaosLab.EmbeddedHost.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Builds a distributed application out of resources.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationExecutionContextOptions _execution = new(DistributedApplicationOperation.Run);
    private readonly EntryPointRun? _entryPoint = EntryPointRun.Current;

    /// <summary>A builder whose configuration includes the arguments.</summary>
    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <summary>A builder as the options say.</summary>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
        : this(options, null)
    {
    }

    internal DistributedApplicationBuilder(DistributedApplicationOptions options, Action<HostApplicationBuilderSettings>? configureTest)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { Args = options.Args };
        _entryPoint?.Creating(options, settings);
        configureTest?.Invoke(settings);

        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : _entryPoint?.Assembly ?? Assembly.GetEntryAssembly();
        AppHostDirectory = ChaosLab.EmbeddedHost.Hosting.AppHostAssembly.ProjectDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        AppHostPath = Path.Combine(AppHostDirectory, ChaosLab.EmbeddedHost.Hosting.AppHostAssembly.ProjectFile(AppHostAssembly) ?? "");
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        settings.ContentRootPath ??= AppHostDirectory;

        _host = new HostApplicationBuilder(settings);
        _host.Configuration.AddInMemoryCollection([new("AppHost:Directory", AppHostDirectory), new("AppHost:Path", AppHostPath)]);
        ExecutionContext = new DistributedApplicationExecutionContext(_execution);
        HostServices.Add(_host, this, isUnderTest: _entryPoint is not null || configureTest is not null);
    }

    /// <inheritdoc />
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc />
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc />
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc />
    public string AppHostDirectory { get; }

    /// <summary>The path of the AppHost's project file.</summary>
    public string AppHostPath { get; }

    /// <inheritdoc />
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc />
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc />
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <inheritdoc />
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc />
    public DistributedApplication Build()
    {
        _entryPoint?.Building(this);
        var application = new DistributedApplication(_host.Build(), _entryPoint);
        _execution.Services = application.Services;
        _entryPoint?.Built(application);
        return application;
    }

    /// <inheritdoc />
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc />
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceBuilder<T>(this, resource);
    }
}

using System.Reflection;
using ChaosLab.EmbeddedHost.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Makes builders of applications under test.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the entry point of the AppHost that the type belongs to, up to where it builds.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => RunAsync(typeof(TEntryPoint).Assembly, [], NoChange, cancellationToken);

    /// <summary>Runs the entry point of the AppHost that the type belongs to, with arguments, up to where it builds.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
        => RunAsync(typeof(TEntryPoint).Assembly, args, NoChange, cancellationToken);

    /// <summary>Runs the entry point of the AppHost that the type belongs to, with arguments and settings, up to where it builds.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
        => RunAsync(typeof(TEntryPoint).Assembly, args, configureBuilder, cancellationToken);

    /// <summary>Runs the entry point of the AppHost that the type belongs to, up to where it builds.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default)
        => CreateAsync(entryPoint, [], NoChange, cancellationToken);

    /// <summary>Runs the entry point of the AppHost that the type belongs to, with arguments, up to where it builds.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default)
        => CreateAsync(entryPoint, args, NoChange, cancellationToken);

    /// <summary>Runs the entry point of the AppHost that the type belongs to, with arguments and settings, up to where it builds.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        return RunAsync(entryPoint.Assembly, args, configureBuilder, cancellationToken);
    }

    /// <summary>A builder of an application that has no entry point.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, NoChange);

    /// <summary>A builder of an application that has no entry point, with settings.</summary>
    public static IDistributedApplicationTestingBuilder Create(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);

        var options = new DistributedApplicationOptions { Args = args };
        var builder = new DistributedApplicationBuilder(options, settings => Configure(Assembly.GetEntryAssembly(), options, settings, configureBuilder));
        builder.Services.AddHttpClient();
        return new TestingBuilder(builder, () => Task.FromResult(builder.Build()), null);
    }

    private static async Task<IDistributedApplicationTestingBuilder> RunAsync(
        Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);

        var run = EntryPointRun.Start(assembly, args, (options, settings) => Configure(assembly, options, settings, configureBuilder));
        try
        {
            var builder = await run.Builder.WaitAsync(cancellationToken);
            builder.Services.AddHttpClient();
            return new TestingBuilder(builder, run.BuildAsync, run);
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    private static void Configure(
        Assembly? assembly, DistributedApplicationOptions options, HostApplicationBuilderSettings settings,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        TestDefaults.Apply(options, settings, AppHostAssembly.ProjectDirectory(assembly));
        configureBuilder(options, settings);
    }

    private static void NoChange(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
    }
}

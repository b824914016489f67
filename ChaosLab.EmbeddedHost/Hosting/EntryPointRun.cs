using System.Reflection;
using Aspire.Hosting;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.EmbeddedHost.Hosting;

/// <summary>
/// An AppHost's entry point that runs in this process for a test: it is held before it builds, so that the test can change the model,
/// and what it builds is started and ended by the test.
/// </summary>
internal sealed class EntryPointRun : IAsyncDisposable
{
    private static readonly AsyncLocal<EntryPointRun?> Ambient = new();
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = Signal<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource<DistributedApplication> _application = Signal<DistributedApplication>();
    private readonly TaskCompletionSource _mayBuild = Signal();
    private readonly TaskCompletionSource _started = Signal();
    private readonly TaskCompletionSource _end = Signal();
    private readonly TaskCompletionSource _left = Signal();
    private readonly string[] _args;
    private readonly Action<DistributedApplicationOptions, HostApplicationBuilderSettings> _configure;

    private EntryPointRun(Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
        => (Assembly, _args, _configure) = (assembly, args, configure);

    /// <summary>The run that the present flow of execution belongs to.</summary>
    public static EntryPointRun? Current => Ambient.Value;

    public Assembly Assembly { get; }

    /// <summary>Completes with the builder when the entry point is about to build; fails with what the entry point throws.</summary>
    public Task<DistributedApplicationBuilder> Builder => _builder.Task;

    /// <summary>Runs the entry point of the assembly on a thread of its own.</summary>
    public static EntryPointRun Start(
        Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        if (assembly.EntryPoint is null) throw new InvalidOperationException($"Assembly '{assembly.GetName().Name}' has no entry point; name a class of the AppHost.");

        var run = new EntryPointRun(assembly, args, configure);
        new Thread(run.Invoke) { IsBackground = true, Name = $"entry point of {assembly.GetName().Name}" }.Start();
        return run;
    }

    /// <summary>Lets the entry point build, and gives what it built.</summary>
    public Task<DistributedApplication> BuildAsync()
    {
        _mayBuild.TrySetResult();
        return _application.Task;
    }

    public void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        if (options.Args is not { Length: > 0 }) (options.Args, settings.Args) = (_args, _args);
        _configure(options, settings);
    }

    public void Building(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    public void Built(DistributedApplication application) => _application.TrySetResult(application);

    public void Started() => _started.TrySetResult();

    public void Stopped() => _end.TrySetResult();

    /// <summary>Completes when the test has started the application, or ended it.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.WhenAny(_started.Task, _end.Task).WaitAsync(cancellationToken);

    /// <summary>Completes when the test has ended the application.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => _end.Task.WaitAsync(cancellationToken);

    /// <summary>Lets the entry point come to its end.</summary>
    public async ValueTask DisposeAsync()
    {
        _mayBuild.TrySetException(new OperationCanceledException("The test ended before it built the application."));
        _end.TrySetResult();
        await Task.WhenAny(_left.Task, Task.Delay(EndLimit));
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<T> Signal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Invoke()
    {
        Ambient.Value = this;
        Exception? error = null;
        try
        {
            var entryPoint = Assembly.EntryPoint!;
            entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entryPoint.GetParameters().Length == 0 ? null : [_args], null);
        }
#pragma warning disable CA1031 // It belongs to whoever waits for the entry point.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            error = thrown;
        }

        error ??= new InvalidOperationException("The entry point ended without building an application.");
        _builder.TrySetException(error);
        _application.TrySetException(error);
        _ = (_builder.Task.Exception, _application.Task.Exception);
        _left.TrySetResult();
    }
}

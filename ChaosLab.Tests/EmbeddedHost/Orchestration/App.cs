using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using ChaosLab.EmbeddedHost.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Tests.EmbeddedHost.Orchestration;

/// <summary>A small application of shell scripts, for one test.</summary>
internal sealed class App : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _limit = new(Limit);

    private App(DistributedApplication application) => Application = application;

    public DistributedApplication Application { get; }

    public CancellationToken Token => _limit.Token;

    public ResourceNotificationService States => Application.ResourceNotifications;

    public static async Task<App> BuildAsync(Action<IDistributedApplicationTestingBuilder> compose)
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        compose(builder);
        return new App(await builder.BuildAsync());
    }

    public static async Task<App> StartAsync(Action<IDistributedApplicationTestingBuilder> compose)
    {
        var app = await BuildAsync(compose);
        await app.Application.StartAsync(app.Token);
        return app;
    }

    public IResource Resource(string name)
        => Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);

    public CustomResourceSnapshot Snapshot(string name)
        => States.TryGetCurrentState(name, out var change) ? change.Snapshot : throw new InvalidOperationException($"Nothing is known of '{name}'.");

    public object? Property(string name, string property) => Snapshot(name).Properties.FirstOrDefault(p => p.Name == property)?.Value;

    public ProcessIdentity Process(string name) => ProcessIdentity.Read((int)Property(name, "executable.pid")!)!.Value;

    public Task<ExecuteCommandResult> PressAsync(string name, string command, params (string Name, string Value)[] arguments)
        => Application.ResourceCommands.ExecuteCommandAsync(
            Resource(name), command,
            new InteractionInputCollection([.. arguments.Select(a => new InteractionInput { Name = a.Name, InputType = InputType.Text, Value = a.Value })]),
            Token);

    public async Task<string[]> LogAsync(string name)
    {
        var lines = new List<string>();
        await foreach (var batch in Application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(Resource(name))) lines.AddRange(batch.Select(line => line.Content));
        return [.. lines];
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        _limit.Dispose();
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using ChaosLab.Hosting.Faults;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ChaosLab.Tests.Support;

/// <summary>A running lab under test, started in this process through the testing builder.</summary>
internal sealed class Lab : IAsyncDisposable
{
    /// <summary>The resources that start by themselves, in the order of the composition.</summary>
    public static readonly string[] Shop =
        ["proxy", "cache", "postgres", "chaos", "payment", "catalog", "analytics", "web-1", "web-2", "gateway"];

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private Lab(DistributedApplication app)
    {
        App = app;
        Gateway = app.CreateHttpClient("gateway", "http");
        Payment = app.CreateHttpClient("payment", "http");
    }

    public DistributedApplication App { get; }

    /// <summary>What a customer's browser talks to.</summary>
    public HttpClient Gateway { get; }

    public HttpClient Payment { get; }

    /// <summary>Starts a lab on free ports and private data; <paramref name="configure"/> may change the model first.</summary>
    public static async Task<Lab> StartAsync(
        string[]? arguments = null, Action<IDistributedApplicationTestingBuilder>? configure = null)
    {
        Alone.Require();
        using var limit = new CancellationTokenSource(StartLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.ChaosLab_AppHost>(
            ["--Lab:Name=" + UniqueName(), "--Lab:Infrastructure=process", .. arguments ?? []], limit.Token);
        configure?.Invoke(builder);

        var app = await builder.BuildAsync(limit.Token);
        try
        {
            await app.StartAsync(limit.Token);
            foreach (var resource in Shop)
            {
                await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.StopOnResourceUnavailable, limit.Token);
            }

            var lab = new Lab(app);
            await lab.HealthyAsync();
            return lab;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of one resource itself, past the gateway.</summary>
    public HttpClient ClientOf(string resource) => App.CreateHttpClient(resource, "http");

    public static string UniqueName() => $"test-{Guid.NewGuid():N}"[..13];

    /// <summary>Presses a resource command, as a dashboard button does.</summary>
    public async Task<ExecuteCommandResult> PressAsync(
        string resource, string command, params (string Name, string Value)[] arguments)
    {
        var target = App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == resource);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        return arguments.Length == 0
            ? await App.ResourceCommands.ExecuteCommandAsync(target, command, limit.Token)
            : await App.ResourceCommands.ExecuteCommandAsync(target, command, Inputs(arguments), limit.Token);
    }

    /// <summary>Presses a resource command that must succeed.</summary>
    public async Task PressOkAsync(string resource, string command, params (string Name, string Value)[] arguments)
    {
        var result = await PressAsync(resource, command, arguments);
        result.Success.ShouldBeTrue($"{resource} {command}: {result.Message}");
    }

    /// <summary>Everything back to normal: the restore command, then an untroubled shop seen through the gateway.</summary>
    public async Task RestoreAsync()
    {
        await PressOkAsync("lab", "restore");
        await HealthyAsync();
    }

    /// <summary>Restores the lab if a fault is active or something is not well.</summary>
    public async Task SettleAsync()
    {
        if (App.Services.GetRequiredService<FaultBook>().Active.Any()) await RestoreAsync();
        else if ((await TroublesAsync(CancellationToken.None)).Length > 0) await RestoreAsync();
    }

    /// <summary>Waits until the gateway and each service answer <c>{"status":"ok"}</c>, all in one round.</summary>
    public Task HealthyAsync()
        => Eventually.BeAsync("a healthy shop", TroublesAsync, troubles => troubles.Length == 0, TimeSpan.FromSeconds(90));

    /// <summary>The snapshot of a resource as the host published it last.</summary>
    public async Task<CustomResourceSnapshot> SnapshotAsync(string resource)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return (await App.ResourceNotifications.WaitForResourceAsync(resource, _ => true, limit.Token)).Snapshot;
    }

    /// <summary>The process id of a resource, as its snapshot tells.</summary>
    public async Task<int> PidAsync(string resource)
        => Convert.ToInt32(
            (await SnapshotAsync(resource)).Properties.Single(p => p.Name == "executable.pid").Value,
            System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What the host keeps of a resource's log.</summary>
    public async Task<string[]> LogAsync(string resource)
    {
        var target = App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == resource);
        var lines = new List<string>();
        await foreach (var batch in App.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(target)) lines.AddRange(batch.Select(line => line.Content));
        return [.. lines];
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        Payment.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>What each service that is not well says instead of <c>{"status":"ok"}</c>.</summary>
    private async Task<string[]> TroublesAsync(CancellationToken ct)
    {
        var answers = await Task.WhenAll(((string[])["web-1", "web-2", "catalog", "payment", "analytics", "gateway"]).Select(async name =>
        {
            using var client = ClientOf(name);
            try
            {
                using var response = await client.GetAsync("/health", ct);
                return (Name: name, Says: await response.Content.ReadAsStringAsync(ct));
            }
            catch (HttpRequestException error)
            {
                return (Name: name, Says: error.Message);
            }
        }));
        return [.. answers.Where(answer => answer.Says != """{"status":"ok"}""").Select(answer => $"{answer.Name}: {answer.Says}")];
    }

    private static InteractionInputCollection Inputs((string Name, string Value)[] arguments)
        => new([.. arguments.Select(a => new InteractionInput { Name = a.Name, InputType = InputType.Text, Value = a.Value })]);
}

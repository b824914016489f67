using System.Collections.Concurrent;

namespace ChaosLab.Hosting.Resources;

/// <summary>Starts and stops resources by the host's own commands; one at a time for each resource.</summary>
internal sealed class ResourceControl(ResourceMonitor monitor, ResourceCommandService commands) : IDisposable
{
    // A command's answer may come before the state that follows from it has been published.
    private static readonly TimeSpan PublishLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Starts a resource that does not run; null when it runs or is started, else why it could not be.</summary>
    public Task<string?> StartAsync(IResource resource, CancellationToken ct)
        => InTurnAsync(resource, async () =>
        {
            if (monitor.Of(resource).State == KnownResourceStates.Stopping) await SeenAsync(resource, view => view.IsDown, ct);
            if (!monitor.Of(resource).IsDown) return null;
            var failure = await ExecuteAsync(resource, KnownResourceCommands.StartCommand, ct);
            if (failure is null) await SeenAsync(resource, view => !view.IsDown, ct);
            return failure is null || !monitor.Of(resource).IsDown ? null : failure;
        }, ct);

    /// <summary>Stops a resource on purpose, so that nobody starts it again; null when it is down, else why it is not.</summary>
    public Task<string?> StopAsync(IResource resource, CancellationToken ct)
        => InTurnAsync(resource, async () =>
        {
            monitor.ExpectStop(resource);
            if (monitor.Of(resource).IsDown) return null;
            var failure = await ExecuteAsync(resource, KnownResourceCommands.StopCommand, ct);
            if (failure is null) await SeenAsync(resource, view => view.IsDown, ct);
            return failure is null || monitor.Of(resource).IsDown ? null : failure;
        }, ct);

    /// <summary>Stops and starts a running resource; null when done, else why not.</summary>
    public Task<string?> RestartAsync(IResource resource, CancellationToken ct)
        => InTurnAsync(resource, () =>
        {
            monitor.ExpectStop(resource);
            return ExecuteAsync(resource, KnownResourceCommands.RestartCommand, ct);
        }, ct);

    public void Dispose()
    {
        foreach (var turn in _turns.Values) turn.Dispose();
    }

    private async Task SeenAsync(IResource resource, Func<ResourceView, bool> wanted, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(PublishLimit);
        try
        {
            await monitor.WaitAsync(resource, wanted, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // It went through that state and on to another; what it is now counts.
        }
    }

    private async Task<string?> InTurnAsync(IResource resource, Func<Task<string?>> act, CancellationToken ct)
    {
        var turn = _turns.GetOrAdd(resource.Name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(ct);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<string?> ExecuteAsync(IResource resource, string command, CancellationToken ct)
    {
        var result = await commands.ExecuteCommandAsync(resource, command, ct);
        return result.Success ? null : result.Message ?? $"{command} of '{resource.Name}' failed";
    }
}

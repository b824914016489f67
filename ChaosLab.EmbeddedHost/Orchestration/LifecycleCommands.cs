using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>The commands that every process and container has: start, stop, restart.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(ResourceRunner runner, TimeSpan grace, CancellationToken ending)
    {
        var resource = runner.Resource;
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(command => command.Name == KnownResourceCommands.StartCommand)) return;

        resource.Annotations.Add(Command(KnownResourceCommands.StartCommand, "Start", "Start the resource.", "Play", StartState,
            context => RunAsync(resource, "start", "started", () => runner.StartAsync(Either(context, ending)))));
        resource.Annotations.Add(Command(KnownResourceCommands.StopCommand, "Stop", "Stop the resource.", "Stop", StopState,
            context => RunAsync(resource, "stop", "stopped", async () =>
            {
                await runner.StopAsync(grace, Either(context, ending));
                return null;
            })));
        resource.Annotations.Add(Command(KnownResourceCommands.RestartCommand, "Restart", "Restart the resource.", "ArrowCounterclockwise", RestartState,
            context => RunAsync(resource, "restart", "restarted", () => runner.RestartAsync(grace, Either(context, ending))), highlighted: false));
    }

    private static ResourceCommandAnnotation Command(
        string name, string displayName, string description, string icon,
        Func<string?, ResourceCommandState> state, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> run, bool highlighted = true)
        => new(name, displayName, context => state(context.ResourceSnapshot.State?.Text), run, description,
            arguments: [], confirmationMessage: null, icon, highlighted ? IconVariant.Filled : IconVariant.Regular, highlighted);

    private static async Task<ExecuteCommandResult> RunAsync(IResource resource, string verb, string done, Func<Task<string?>> act)
        => await act() is { } reason
            ? CommandResults.Failure($"Failed to {verb} '{resource.Name}'. {reason}")
            : CommandResults.Success($"Successfully {done} '{resource.Name}'.");

    // A run outlives the request that began it; only the end of the application ends it.
    private static CancellationToken Either(ExecuteCommandContext context, CancellationToken ending)
        => context.CancellationToken.IsCancellationRequested ? context.CancellationToken : ending;

    private static ResourceCommandState StartState(string? state)
    {
        if (state == KnownResourceStates.Starting || state == KnownResourceStates.Stopping) return ResourceCommandState.Disabled;
        return IsStopped(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled : ResourceCommandState.Hidden;
    }

    private static ResourceCommandState StopState(string? state)
    {
        if (state == KnownResourceStates.Running || state == KnownResourceStates.RuntimeUnhealthy) return ResourceCommandState.Enabled;
        return state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled : ResourceCommandState.Hidden;
    }

    private static ResourceCommandState RestartState(string? state)
        => state == KnownResourceStates.Running || state == KnownResourceStates.RuntimeUnhealthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static bool IsStopped(string? state)
        => string.IsNullOrEmpty(state) || state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state);
}

using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;
using Spectre.Console;

namespace ChaosLab.ChaosController.Cli;

/// <summary>Shows resources coming up: a live table on a terminal, a line for each change otherwise.</summary>
internal static class StartupDisplay
{
    public static Task<T> ShowAsync<T>(CliContext context, Func<Action<IReadOnlyList<ResourceStatus>>, Task<T>> startAsync)
        => context.Terminal.IsInteractive ? LiveAsync(context.Terminal, startAsync) : startAsync(Lines(context));

    private static Task<T> LiveAsync<T>(Terminal terminal, Func<Action<IReadOnlyList<ResourceStatus>>, Task<T>> startAsync)
        => terminal.Out.Live(ResourceTable.Create(terminal, [])).AutoClear(true).StartAsync(
            live => startAsync(resources =>
            {
                live.UpdateTarget(ResourceTable.Create(terminal, resources));
                live.Refresh();
            }));

    private static Action<IReadOnlyList<ResourceStatus>> Lines(CliContext context)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        return resources =>
        {
            foreach (var resource in resources)
            {
                var health = resource.Health is { } word ? $" ({word.ToLowerInvariant()})" : "";
                var words = ResourceWords.State(resource) + health;
                if (told.TryGetValue(resource.Name, out var before) && before == words) continue;
                told[resource.Name] = words;
                context.Terminal.Line($"  {resource.Name}: {words}");
            }
        };
    }
}

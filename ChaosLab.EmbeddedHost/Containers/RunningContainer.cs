using System.Globalization;
using System.Text.Json;
using ChaosLab.EmbeddedHost.Processes;

namespace ChaosLab.EmbeddedHost.Containers;

/// <summary>A container that was started here.</summary>
internal sealed class RunningContainer
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(10);
    private readonly ContainerRuntime _runtime;
    private readonly Action<string, bool> _onLine;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile RunningProcess? _logs;

    private RunningContainer(ContainerRuntime runtime, string id, Action<string, bool> onLine)
        => (_runtime, Id, _onLine) = (runtime, id, onLine);

    /// <summary>The full id.</summary>
    public string Id { get; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; } = DateTime.UtcNow;

    /// <summary>Completes with the exit code when the container has ended and its last lines have been read.</summary>
    public Task<int> Exited => _exit.Task;

    /// <summary>Makes and starts the container; throws <see cref="ContainerException"/> when that is not possible.</summary>
    public static async Task<RunningContainer> StartAsync(
        ContainerRuntime runtime, ContainerSpec spec, Action<string, bool> onLine, CancellationToken cancellationToken)
    {
        var created = await ContainerCli.RunAsync(runtime.Program, ["create", .. spec.ToArguments()], PullLimit, cancellationToken);
        if (!created.Succeeded)
        {
            throw new ContainerException(
                $"The container of image '{spec.Image}' could not be made: {created.Reason}. Check that {runtime.Name} can get the image ({runtime.Name} pull {spec.Image}), or configure another one.");
        }

        var container = new RunningContainer(runtime, created.Output.Split('\n')[^1].Trim(), onLine);
        var started = await ContainerCli.RunAsync(runtime.Program, ["start", container.Id], CallLimit, cancellationToken);
        if (!started.Succeeded)
        {
            await container.RemoveAsync();
            throw new ContainerException($"The container of image '{spec.Image}' could not be started: {started.Reason}");
        }

        _ = container.FollowAsync();
        return container;
    }

    /// <summary>Asks the container to end, kills it after the grace, and removes it.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        // A paused container cannot be stopped by every engine.
        await ContainerCli.RunAsync(_runtime.Program, ["unpause", Id], CallLimit);
        var seconds = ((int)Math.Ceiling(grace.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await ContainerCli.RunAsync(_runtime.Program, ["stop", "-t", seconds, Id], grace + CallLimit);
        await Task.WhenAny(_exit.Task, Task.Delay(TimeSpan.FromSeconds(2)));
        await RemoveAsync();
    }

    /// <summary>Removes the container, running or not.</summary>
    public async Task RemoveAsync()
    {
        await ContainerCli.RunAsync(_runtime.Program, ["rm", "--force", "--volumes", Id], CallLimit);
        if (_logs is { } logs) await logs.StopAsync(TimeSpan.FromMilliseconds(100));
    }

    // The log of a container that has ended comes to its end; one that runs on, as after a restart of the engine, is followed again.
    private async Task FollowAsync()
    {
        var exitCode = -1;
        try
        {
            for (var since = "0"; ; since = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
            {
                _logs = await RunningProcess.StartAsync(new ProcessSpec
                {
                    Program = _runtime.Program,
                    Arguments = ["logs", "--follow", "--since", since, Id],
                    WorkingDirectory = Path.GetTempPath(),
                    Environment = ProcessEnvironment.Inherited(),
                    OnLine = _onLine,
                });
                await _logs.Exited;
                if (await StateAsync() is not { } state) break;
                if (state.Running)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(250));
                    continue;
                }

                exitCode = state.ExitCode;
                break;
            }
        }
        catch (ProcessStartException error)
        {
            _onLine(error.Message, true);
        }

        _exit.TrySetResult(exitCode);
    }

    private async Task<(bool Running, int ExitCode)?> StateAsync()
    {
        var answer = await ContainerCli.RunAsync(_runtime.Program, ["inspect", "--format", "{{json .State}}", Id], CallLimit);
        if (!answer.Succeeded) return null;

        using var state = JsonDocument.Parse(answer.Output);
        return (state.RootElement.GetProperty("Running").GetBoolean(), state.RootElement.GetProperty("ExitCode").GetInt32());
    }
}

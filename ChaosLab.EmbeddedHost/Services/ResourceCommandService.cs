using ChaosLab.EmbeddedHost.Services;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs the commands of resources, as a button on a dashboard does.</summary>
public class ResourceCommandService
{
    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        ["resource-start"] = KnownResourceCommands.StartCommand,
        ["resource-stop"] = KnownResourceCommands.StopCommand,
        ["resource-restart"] = KnownResourceCommands.RestartCommand,
    };

    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _logs;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService logs, IServiceProvider services)
        => (_notifications, _logs, _services) = (notifications, logs, services);

    /// <summary>Runs a command of the resource with this id or name.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
        => ExecuteCommandAsync(resourceId, commandName, new InteractionInputCollection([]), cancellationToken);

    /// <summary>Runs a command of the resource with this id or name, with arguments.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
        => _notifications.TryGetCurrentState(resourceId, out var found)
            ? await RunAsync(found.Resource, found.ResourceId, commandName, arguments, cancellationToken)
            : CommandResults.Failure($"Resource '{resourceId}' not found.");

    /// <summary>Runs a command of the resource.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
        => ExecuteCommandAsync(resource, commandName, new InteractionInputCollection([]), cancellationToken);

    /// <summary>Runs a command of the resource, with arguments.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return RunAsync(resource, ResourceIds.Of(resource), commandName, arguments, cancellationToken);
    }

    private async Task<ExecuteCommandResult> RunAsync(
        IResource resource, string id, string commandName, InteractionInputCollection? arguments, CancellationToken cancellationToken)
    {
        var name = OldNames.GetValueOrDefault(commandName, commandName);
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(c => c.Name == name);
        var logger = _logs.GetLogger(id);
        if (command is null)
        {
            logger.LogInformation("Command '{Command}' not available.", commandName);
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{id}'.");
        }

        try
        {
            var merged = CommandArguments.Merge(command, arguments);
            var errors = await CommandArguments.ValidateAsync(command, merged, arguments, _services, cancellationToken);
            if (errors.Count > 0) return CommandResults.Failure($"Command argument validation failed. {string.Join(' ', errors)}");

            logger.LogInformation("Executing command '{Command}'.", name);
            var result = await command.ExecuteCommand(new ExecuteCommandContext
            {
                ResourceName = id,
                Services = _services,
                Logger = logger,
                Arguments = merged,
                CancellationToken = cancellationToken,
            });
            LogOutcome(logger, name, result);
            return result;
        }
        catch (OperationCanceledException)
        {
            logger.LogInformation("Command '{Command}' was canceled.", name);
            return CommandResults.Canceled();
        }
#pragma warning disable CA1031 // As Aspire has it: what a callback throws is the command's answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.LogError("Error executing command '{Command}': {Reason}", name, error.Message);
            return CommandResults.Failure(error.Message);
        }
    }

    private static void LogOutcome(ILogger logger, string name, ExecuteCommandResult result)
    {
        if (result.Success) logger.LogInformation("Successfully executed command '{Command}'.", name);
        else if (result.Canceled) logger.LogInformation("Command '{Command}' was canceled.", name);
        else logger.LogInformation("Failure executing command '{Command}'. {Reason}", name, result.Message);
    }
}

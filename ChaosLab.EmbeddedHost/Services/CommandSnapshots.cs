using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace ChaosLab.EmbeddedHost.Services;

/// <summary>Works out which commands a resource offers in its present state.</summary>
internal static class CommandSnapshots
{
    public static ImmutableArray<ResourceCommandSnapshot> Of(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services, ILogger logger)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, Services = services };
        return [.. resource.Annotations.OfType<ResourceCommandAnnotation>().ToArray().Select(command => Of(command, context, resource, logger))];
    }

    private static ResourceCommandSnapshot Of(ResourceCommandAnnotation command, UpdateCommandStateContext context, IResource resource, ILogger logger)
        => new(command.Name, StateOf(command, context, resource, logger), command.DisplayName, command.DisplayDescription, null,
            command.ConfirmationMessage, command.IconName, command.IconVariant, command.IsHighlighted)
        {
            Arguments = command.Arguments,
            Visibility = command.Visibility,
        };

    private static ResourceCommandState StateOf(ResourceCommandAnnotation command, UpdateCommandStateContext context, IResource resource, ILogger logger)
    {
        try
        {
            return command.UpdateState(context);
        }
#pragma warning disable CA1031 // A state that cannot be told must not stop the resource's news.
        catch (Exception error)
#pragma warning restore CA1031
        {
            logger.LogWarning("The state of command '{Command}' of '{Resource}' cannot be told: {Reason}", command.Name, resource.Name, error.Message);
            return ResourceCommandState.Disabled;
        }
    }
}

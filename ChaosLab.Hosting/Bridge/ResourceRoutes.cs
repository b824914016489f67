using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Hosting.Bridge;

/// <summary>Resources: what they are and do, their logs, their commands.</summary>
internal static class ResourceRoutes
{
    public static void MapResources(this IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var monitor = services.GetRequiredService<ResourceMonitor>();
        var reader = services.GetRequiredService<ResourceStatusReader>();
        var environment = services.GetRequiredService<ResourceEnvironment>();
        var logs = services.GetRequiredService<ResourceLogs>();
        var commands = services.GetRequiredService<ResourceCommandService>();

        routes.MapGet("/resources", (CancellationToken ct) => reader.ReadAllAsync(ct));

        routes.MapGet("/resources/{name}", async (string name, CancellationToken ct) =>
        {
            var resource = Find(monitor, name);
            return new ResourceDetail(await reader.ReadAsync(resource, ct), environment.Read(resource));
        });

        routes.MapGet("/resources/{name}/logs", (HttpContext context, string name, bool follow = false, int tail = 200)
            => logs.WriteAsync(context, Find(monitor, name), follow, Math.Clamp(tail, 0, 10_000)));

        routes.MapPost("/resources/{name}/commands/{command}", async (string name, string command, CommandRequest? request, CancellationToken ct) =>
        {
            var resource = Find(monitor, name);
            var offered = monitor.Of(resource).Snapshot is { Commands.IsDefault: false } snapshot
                ? snapshot.Commands.FirstOrDefault(entry => entry.Name == command)
                : null;
            if (offered is null) throw new FaultRefusedException(Refusal.Unknown, $"'{name}' has no command '{command}'.");

            if (command == KnownResourceCommands.StopCommand || command == KnownResourceCommands.RestartCommand) monitor.ExpectStop(resource);
            var result = await commands.ExecuteCommandAsync(resource, command, Inputs(offered, request?.Arguments), ct);
            return result.Success
                ? Results.Ok(new CommandOutcome(true, result.Message))
                : Results.Problem(result.Message ?? (result.Canceled ? "The command was cancelled." : "The command failed."), statusCode: StatusCodes.Status409Conflict);
        });
    }

    private static IResource Find(ResourceMonitor monitor, string name)
        => monitor.Find(name) ?? throw new FaultRefusedException(Refusal.Unknown,
            $"There is no resource '{name}'. There are: {string.Join(", ", monitor.Resources.Select(resource => resource.Name))}.");

    private static InteractionInputCollection Inputs(ResourceCommandSnapshot command, IReadOnlyDictionary<string, string>? given)
    {
        var declared = command.Arguments ?? [];
        if (given?.Keys.FirstOrDefault(name => declared.All(input => input.Name != name)) is { } unknown)
        {
            throw new FaultRefusedException(Refusal.Invalid, $"'{command.Name}' has no argument '{unknown}'.");
        }

        return new InteractionInputCollection([.. declared.Select(input => new InteractionInput
        {
            Name = input.Name,
            Label = input.Label,
            InputType = input.InputType,
            Required = input.Required,
            Options = input.Options,
            Value = Checked(command, input, given?.GetValueOrDefault(input.Name) ?? input.Value),
        })]);
    }

    private static string? Checked(ResourceCommandSnapshot command, InteractionInput input, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return input.Required ? throw new FaultRefusedException(Refusal.Invalid, $"'{command.Name}' needs the argument '{input.Name}'.") : value;
        }

        if (input.InputType == InputType.Number && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw new FaultRefusedException(Refusal.Invalid, $"'{input.Name}' is '{value}'; it must be a number.");
        }

        return value;
    }
}

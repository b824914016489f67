using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Kinds;
using ChaosLab.Hosting.Faults.Kinds.Edges;
using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Resources;
using ChaosLab.Hosting.Restoring;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Hosting.Commands;

/// <summary>The commands that faults are pressed by; start, stop and restart are the host's own.</summary>
internal static class LabCommands
{
    private const string Seconds = "seconds";
    private const string Seed = "seed";

    public static void AddTo(IDistributedApplicationBuilder builder, IResource resource)
    {
        var target = builder.CreateResourceBuilder(resource);
        if (FaultTargets.IsTarget(resource)) AddProcessCommands(target);
        if (resource.HasAnnotationOfType<OutageSwitchAnnotation>()) AddOutageCommands(target);
        if (resource.HasAnnotationOfType<PartitionAnnotation>()) AddPartitionCommand(target);
        if (resource is LabResource) AddLabCommands(target);
    }

    private static void AddProcessCommands(IResourceBuilder<IResource> target)
    {
        var name = target.Resource.Name;
        Add(target, "kill", "Kill",
            context => FaultCommand.ToTheEndAsync(context, new FaultRequest(KillFault.KindName, name)),
            new CommandOptions
            {
                Description = "Ends the process or container at once, as a crash would; supervision starts it again.",
                ConfirmationMessage = $"Kill {name}? What it is doing is lost.",
                IconName = "Dismiss",
                UpdateState = WhenRunning,
            });
        Add(target, "pause", "Pause",
            context => FaultCommand.ToTheEndAsync(context, new FaultRequest(PauseFault.KindName, name, FaultCommand.Number(context, Seconds))),
            new CommandOptions
            {
                Description = "Freezes it for some seconds: connections stay open, nothing is answered.",
                Arguments = [SecondsInput(PauseFault.DefaultSeconds)],
                IconName = "Pause",
                UpdateState = context => Has(context, PauseFault.KindName) ? ResourceCommandState.Disabled : WhenRunning(context),
            });
        Add(target, "resume", "Resume",
            context => LiftAsync(context, target.Resource, PauseFault.KindName),
            new CommandOptions
            {
                Description = "Ends the pause now.",
                IconName = "Play",
                UpdateState = context => Has(context, PauseFault.KindName) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
            });
    }

    private static void AddOutageCommands(IResourceBuilder<IResource> target)
    {
        var name = target.Resource.Name;
        Add(target, "outage-on", "Outage on",
            context => FaultCommand.UntilFeltAsync(context, new FaultRequest(OutageFault.KindName, name, FaultCommand.Number(context, Seconds))),
            new CommandOptions
            {
                Description = "Lets it answer every request with an error, until it is turned off or for some seconds.",
                Arguments = [SecondsInput(null)],
                IconName = "PlugDisconnected",
                UpdateState = context => Has(context, OutageFault.KindName) ? ResourceCommandState.Disabled : WhenRunning(context),
            });
        Add(target, "outage-off", "Outage off",
            async context => context.Services.GetRequiredService<FaultBook>().IsActive(OutageFault.KindName, target.Resource)
                ? await LiftAsync(context, target.Resource, OutageFault.KindName)
                : await TurnOffAsync(context, (IResourceWithEndpoints)target.Resource),
            new CommandOptions { Description = "Ends the outage.", IconName = "PlugConnected", UpdateState = WhenRunning });
    }

    private static void AddPartitionCommand(IResourceBuilder<IResource> target)
    {
        var name = target.Resource.Name;
        Add(target, "partition", "Partition",
            context => FaultCommand.ToTheEndAsync(context, new FaultRequest(PartitionFault.KindName, name, FaultCommand.Number(context, Seconds))),
            new CommandOptions
            {
                Description = "Cuts customers off from the shop for some seconds.",
                Arguments = [SecondsInput(PartitionFault.DefaultSeconds)],
                IconName = "LinkDismiss",
                UpdateState = WhenRunning,
            });
    }

    private static void AddLabCommands(IResourceBuilder<IResource> lab)
    {
        Add(lab, "restore", "Restore", RestoreAsync,
            new CommandOptions
            {
                Description = "Lifts every fault, starts what is stopped, waits until all is healthy.",
                IconName = "Wrench",
                IconVariant = IconVariant.Filled,
                IsHighlighted = true,
            });
        Add(lab, "random-kill", "Random kill",
            context => FaultCommand.ToTheEndAsync(context, new FaultRequest(
                RandomKillFault.KindName, LabResource.ResourceName, null, FaultCommand.Number(context, Seed) is { } seed ? checked((int)seed) : null)),
            new CommandOptions
            {
                Description = "Kills a running resource chosen by chance; the same seed chooses the same one.",
                Arguments = [new InteractionInput { Name = Seed, Label = "Seed", InputType = InputType.Number, Description = "Left out: any." }],
                IconName = "ArrowShuffle",
                IsHighlighted = true,
            });
        Add(lab, "full-outage", "Full outage",
            context => FaultCommand.UntilFeltAsync(context, new FaultRequest(
                FullOutageFault.KindName, LabResource.ResourceName, FaultCommand.Number(context, Seconds), Force: true)),
            new CommandOptions
            {
                Description = "Stops the shop's front and payment together, until restored or for some seconds.",
                Arguments = [SecondsInput(null)],
                ConfirmationMessage = "Stop the whole shop? Restore brings it back.",
                IconName = "Power",
            });
    }

    private static void Add(
        IResourceBuilder<IResource> target, string name, string title, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute, CommandOptions options)
        => target.WithCommand(name, title, context => FaultCommand.AnswerAsync(() => execute(context)), options);

    private static InteractionInput SecondsInput(double? unset) => new()
    {
        Name = Seconds,
        Label = "Seconds",
        InputType = InputType.Number,
        Value = unset?.ToString(CultureInfo.InvariantCulture),
        Description = unset is null ? "Left out: until lifted, at most 1 h." : null,
    };

    private static ResourceCommandState WhenRunning(UpdateCommandStateContext context)
        => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static bool Has(UpdateCommandStateContext context, string kind)
        => FaultMarks.KindsOn(context.ResourceSnapshot).Contains(kind, StringComparer.Ordinal);

    private static async Task<ExecuteCommandResult> LiftAsync(ExecuteCommandContext context, IResource resource, string kind)
    {
        var run = context.Services.GetRequiredService<FaultBook>().ActiveOn(resource).FirstOrDefault(run => run.Record.Kind == kind);
        if (run is null) return CommandResults.Failure($"There is no {kind} of '{resource.Name}'.");
        await FaultRunner.LiftAsync(run, context.CancellationToken);
        var record = await run.WaitAsync(_ => false, context.CancellationToken);
        return record.State == FaultState.Recovered ? CommandResults.Success(record.Message!) : CommandResults.Failure(record.Message);
    }

    private static async Task<ExecuteCommandResult> TurnOffAsync(ExecuteCommandContext context, IResourceWithEndpoints service)
    {
        await context.Services.GetRequiredService<OutageSwitch>().EndAsync(service, context.CancellationToken);
        return CommandResults.Success($"{service.Name} has no outage.");
    }

    private static async Task<ExecuteCommandResult> RestoreAsync(ExecuteCommandContext context)
    {
        RestoreProgress? end = null;
        await foreach (var step in context.Services.GetRequiredService<LabRestore>().RunAsync(context.CancellationToken)) end = step;
        return end is { Success: true } ? CommandResults.Success(end.Message) : CommandResults.Failure(end?.Message);
    }
}

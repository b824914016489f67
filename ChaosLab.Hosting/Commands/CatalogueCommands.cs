using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Kinds;
using ChaosLab.Hosting.Faults.Kinds.Edges;
using Microsoft.Extensions.DependencyInjection;

namespace ChaosLab.Hosting.Commands;

/// <summary>Offers every kind of the catalogue as a command of each resource it acts on, with its settings as arguments.</summary>
internal static class CatalogueCommands
{
    private const string Seconds = "seconds";
    private const string Remove = "remove-faults";

    // These have commands of their own, or are the host's.
    private static readonly string[] Elsewhere =
        [KillFault.KindName, PauseFault.KindName, OutageFault.KindName, RandomKillFault.KindName, FullOutageFault.KindName, "start", "restart"];

    // The host's own command "stop" has no end and no lease.
    private static string CommandOf(IFaultKind kind) => kind.Name == StopFault.KindName ? "stop-for" : kind.Name;

    public static void AddTo(IDistributedApplicationBuilder builder, IResource resource, FaultCatalogue catalogue)
    {
        var target = builder.CreateResourceBuilder(resource);
        var name = FaultCatalogue.TargetName(resource);
        foreach (var kind in catalogue.KindsOn(resource))
        {
            if (Elsewhere.Contains(kind.Name, StringComparer.Ordinal) || resource.HasAnnotationOfType<PartitionAnnotation>() && kind.Name == PartitionFault.KindName) continue;
            target.WithCommand(CommandOf(kind), Title(CommandOf(kind)),
                context => FaultCommand.AnswerAsync(() => InjectAsync(context, kind, name)),
                new CommandOptions
                {
                    Description = kind.Description,
                    Arguments = [.. kind.Parameters.Select(Input)],
                    IconName = "Flash",
                    UpdateState = context => FaultMarks.KindsOn(context.ResourceSnapshot).Contains(kind.Name, StringComparer.Ordinal)
                        ? ResourceCommandState.Disabled
                        : ResourceCommandState.Enabled,
                });
        }

        target.WithCommand(Remove, "Remove faults",
            context => FaultCommand.AnswerAsync(() => RemoveAsync(context, resource)),
            new CommandOptions
            {
                Description = "Removes every fault that acts on it.",
                IconName = "Eraser",
                UpdateState = context => FaultMarks.KindsOn(context.ResourceSnapshot).Any() ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
            });
    }

    private static Task<ExecuteCommandResult> InjectAsync(ExecuteCommandContext context, IFaultKind kind, string target)
    {
        var settings = kind.Parameters
            .Where(parameter => parameter.Name is not (FaultParameters.Duration or FaultParameters.Seed))
            .Select(parameter => (parameter.Name, Value: FaultCommand.Text(context, parameter.Name)))
            .Where(setting => setting.Value is not null)
            .ToDictionary(setting => setting.Name, setting => setting.Value!, StringComparer.Ordinal);
        var request = new FaultRequest(
            kind.Name, target, FaultCommand.Number(context, Seconds),
            FaultCommand.Number(context, FaultParameters.Seed) is { } seed ? checked((int)seed) : null,
            settings.Count == 0 ? null : settings, Owner: FaultCommand.Owner);
        return kind.Parameters.Any(parameter => parameter.Name == FaultParameters.Duration)
            ? FaultCommand.UntilFeltAsync(context, request)
            : FaultCommand.ToTheEndAsync(context, request);
    }

    private static async Task<ExecuteCommandResult> RemoveAsync(ExecuteCommandContext context, IResource resource)
    {
        var runs = context.Services.GetRequiredService<FaultBook>().ActiveOn(resource).Where(run => run.Fault.Course == FaultCourse.Lasting).Reverse().ToArray();
        if (runs.Length == 0) return CommandResults.Failure($"No fault acts on '{FaultCatalogue.TargetName(resource)}'.");
        var told = new List<string>();
        foreach (var run in runs)
        {
            await FaultRunner.LiftAsync(run, context.CancellationToken);
            var record = await run.WaitAsync(_ => false, context.CancellationToken);
            if (record.State is not (FaultState.Recovered or FaultState.NoEffect)) return CommandResults.Failure(record.Message);
            told.Add(record.Message!);
        }

        return CommandResults.Success(string.Join(Environment.NewLine, told));
    }

    private static InteractionInput Input(FaultParameter parameter) => new()
    {
        Name = parameter.Name == FaultParameters.Duration ? Seconds : parameter.Name,
        Label = parameter.Name == FaultParameters.Duration ? "Seconds"
            : Title(parameter.Name) + (parameter.Unit is { } unit ? $" ({unit})" : ""),
        InputType = parameter.Choices is not null ? InputType.Choice : parameter.Text == true ? InputType.Text : InputType.Number,
        Options = parameter.Choices is { } choices ? [.. choices.Select(choice => KeyValuePair.Create(choice, choice))] : null,
        Value = parameter.Text == true ? parameter.DefaultText : parameter.Default?.ToString(CultureInfo.InvariantCulture),
        Description = parameter.Description,
    };

    private static string Title(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');
}

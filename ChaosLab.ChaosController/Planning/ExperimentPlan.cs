using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Safety;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Planning;

/// <summary>What a run of an experiment would do in this lab; nothing is done by making it.</summary>
/// <param name="Title">The experiment.</param>
/// <param name="Hypothesis">The claim of normal, one line for each probe.</param>
/// <param name="Steps">What would be done, in order.</param>
/// <param name="Faults">What would be injected, on what, for how long, and how it would be undone.</param>
/// <param name="BlastRadius">Every part that could be touched.</param>
/// <param name="Load">The load, or null.</param>
/// <param name="Undo">What would be undone at the end, in order.</param>
/// <param name="Problems">Why it could not run as it is; empty when it could.</param>
internal sealed record ExperimentPlan(
    string Title,
    IReadOnlyList<string> Hypothesis,
    IReadOnlyList<string> Steps,
    IReadOnlyList<PlannedFault> Faults,
    IReadOnlyList<string> BlastRadius,
    string? Load,
    IReadOnlyList<string> Undo,
    IReadOnlyList<string> Problems)
{
    /// <param name="experiment">The experiment.</param>
    /// <param name="kinds">What the lab can inject.</param>
    /// <param name="resources">Its parts as they are now.</param>
    /// <param name="halt">Whether it is halted.</param>
    /// <param name="local">The local time.</param>
    /// <param name="dynamic">Values that probes give before the run; what depends on them is not in the experiment yet.</param>
    public static ExperimentPlan Of(
        Experiment experiment, IReadOnlyList<FaultKind> kinds, IReadOnlyList<ResourceStatus> resources, HaltStatus halt, DateTime local,
        IReadOnlyList<DynamicValue>? dynamic = null)
    {
        Activity[] activities = experiment.Runtime.Rollbacks == RollbackStrategy.Never ? [.. experiment.Method] : [.. experiment.Method, .. experiment.Rollbacks];
        var faults = activities.SelectMany(PlannedFault.Of).Select(fault => fault.In(kinds)).ToArray();
        return new ExperimentPlan(
            experiment.Title,
            [.. experiment.Hypothesis?.Probes.Select(probe => probe.Name) ?? []],
            [.. (dynamic ?? []).Select(value => $"probe '{value.Probe}' gives the value of '{value.Name}'; what needs it is not shown"), .. experiment.Method.Select(Describe)],
            faults,
            BlastRadiusOf(activities, faults, resources, new SecretMask(experiment.SecretValues)),
            experiment.Lab.Load is { } load ? new SecretMask(experiment.SecretValues).Apply(Describe(load)) : null,
            [.. faults.Reverse().Select(fault => $"{fault.Kind} on {fault.Target}: {fault.Undone}"), .. Rollbacks(experiment)],
            [.. StartRules.Refusals(experiment.Lab.Safety, halt, local), .. faults.Select(fault => fault.Problem).OfType<string>(), .. Unwell(resources)]);
    }

    private static string Describe(Activity activity)
    {
        var pauses = (activity.PauseBefore > TimeSpan.Zero ? $"wait {Shell.Duration.Show(activity.PauseBefore)}, then " : "",
            activity.PauseAfter > TimeSpan.Zero ? $", then wait {Shell.Duration.Show(activity.PauseAfter)}" : "");
        return $"{pauses.Item1}{activity.Type.ToString().ToLowerInvariant()} '{activity.Name}'{(activity.Background ? " in the background" : "")}{pauses.Item2}";
    }

    private static string Describe(LoadSpec load)
        => load.Command is { } command ? $"by {string.Join(' ', command)}"
            : string.Join(", then ", load.Phases.Select(phase =>
                FormattableString.Invariant($"{phase.Pattern.ToString().ToLowerInvariant()} {phase.Rate}/s{(phase.To is { } to ? $" to {to}/s" : "")}")
                + (phase.Duration is { } time ? $" for {Shell.Duration.Show(time)}" : " to the end")))
            + (load.WarmUp > TimeSpan.Zero ? $"; before it a warm-up of at most {Shell.Duration.Show(load.WarmUp)} that does not count" : "");

    private static IEnumerable<string> Rollbacks(Experiment experiment) => experiment.Runtime.Rollbacks switch
    {
        RollbackStrategy.Never => [],
        RollbackStrategy.Deviated => experiment.Rollbacks.Select(rollback => $"{Describe(rollback)}, only if the steady state is not met"),
        RollbackStrategy.Default => experiment.Rollbacks.Select(rollback => $"{Describe(rollback)}, unless the run is ended before its time or a probe of the hypothesis fails"),
        _ => experiment.Rollbacks.Select(Describe),
    };

    private static string[] BlastRadiusOf(
        IReadOnlyList<Activity> activities, IEnumerable<PlannedFault> faults, IReadOnlyList<ResourceStatus> resources, SecretMask mask)
    {
        var named = faults.SelectMany(fault => fault.Targets).Concat(activities.SelectMany(CommandedBy)).SelectMany(target => PartsOf(target, resources));
        var unknown = activities.Where(activity => activity.Type == ActivityType.Action).Select(UnknownOf).OfType<string>().Select(mask.Apply);
        return [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), .. unknown.Distinct(StringComparer.Ordinal)];
    }

    // What a program or a server does is theirs to know.
    private static string? UnknownOf(Activity action) => action.Provider switch
    {
        ProcessProvider program => $"unknown: program {program.Path}",
        HttpProvider request => $"unknown: {request.Method} {request.Url}",
        _ => null,
    };

    // A command can stop a part as well as a fault can.
    private static IEnumerable<string> CommandedBy(Activity activity)
        => activity.Provider is LabProvider { Func: "command" } command && command.Arguments["resource"] is { } resource ? [$"{resource}"] : [];

    // An edge touches both ends; a service that is no part itself stands for its instances.
    private static IEnumerable<string> PartsOf(string target, IReadOnlyList<ResourceStatus> resources)
    {
        if (target == "lab") return resources.Select(resource => resource.Name);
        return target.Split("->").SelectMany(part => resources.Any(resource => resource.Name == part)
            ? [part]
            : resources.Where(resource => resource.Name.StartsWith(part + "-", StringComparison.Ordinal)).Select(resource => resource.Name).DefaultIfEmpty(part));
    }

    private static IEnumerable<string> Unwell(IEnumerable<ResourceStatus> resources)
        => resources.Where(resource => !resource.ExplicitStart && (resource.State != "Running" || resource.Health == "Unhealthy"))
            .Select(resource => $"{resource.Name} is not well now ({resource.Health ?? resource.State}); restore the lab first: ./lab restore");
}

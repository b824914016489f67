using System.Text.Json.Serialization;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Running.Functions;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Planning;

/// <summary>A fault that a method would inject.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Target">What it would act on; of what and how often when the seed chooses.</param>
/// <param name="Lasting">How long, in words; null for what acts in one moment, such as a kill.</param>
/// <param name="Undone">How it would be undone.</param>
/// <param name="Problem">Why it could not be injected in this lab; null when it could.</param>
internal sealed record PlannedFault(string Kind, string Target, string? Lasting, string Undone = "", string? Problem = null)
{
    // FaultParameter.Name of how long a fault lasts; kinds without it act in one moment.
    private const string DurationName = "forSeconds";

    /// <summary>Every resource or edge that it may act on.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Targets { get; init; } = [Target];

    /// <summary>What the AppHost would be asked for; one of these when the seed chooses.</summary>
    [JsonIgnore]
    public IReadOnlyList<FaultRequest> Requests { get; init; } = [];

    /// <summary>The faults that an activity would inject; none for most.</summary>
    public static IEnumerable<PlannedFault> Of(Activity activity)
    {
        if (activity.Provider is not LabProvider provider) yield break;
        if (provider.Func == "inject")
        {
            var arguments = new LabArguments(provider.Arguments);
            var (kind, target) = (arguments.Text("kind"), arguments.Text("target"));
            yield return new PlannedFault(kind, target, provider.Arguments["for"] is { } time ? $"for {time}" : "to the end of the run at the latest")
            {
                Requests = [new FaultRequest(kind, target, arguments.Duration("for")?.TotalSeconds, Settings: arguments.Settings("settings"), Force: arguments.IsSet("force"))],
            };
        }
        else if (provider.Func == "random-kill")
        {
            var arguments = new LabArguments(provider.Arguments);
            var among = arguments.Texts("among");
            var seed = arguments.Number("seed") is { } own ? $"the seed {(int)own}" : "the run's seed";
            var apart = arguments.Duration("pause") is { } pause ? $", {Duration.Show(pause)} apart" : "";
            yield return new PlannedFault("kill", $"{FaultFunctions.KillsOf(arguments)} of {string.Join(", ", among)}{apart}, by {seed}", null)
            {
                Targets = among, Requests = [.. among.Select(victim => new FaultRequest("kill", victim))],
            };
        }
    }

    /// <summary>The same fault, checked against what a lab can do.</summary>
    public PlannedFault In(IReadOnlyList<FaultKind> kinds)
    {
        if (kinds.FirstOrDefault(kind => kind.Kind == Kind) is not { } kind)
            return this with { Problem = Shell.Suggestion.Unknown("fault", Kind, [.. kinds.Select(kind => kind.Kind)]) };
        var isMomentary = kind.Parameters.All(parameter => parameter.Name != DurationName);
        var checkedFault = this with { Undone = kind.Undone ?? "", Lasting = isMomentary ? null : Lasting };
        if (kind.Unavailable is { } why) return checkedFault with { Problem = $"'{Kind}' cannot act here: {why}" };
        return Targets.FirstOrDefault(target => !kind.Targets.Contains(target, StringComparer.Ordinal)) is { } wrong
            ? checkedFault with { Problem = $"'{Kind}' does not act on '{wrong}'. It acts on: {string.Join(", ", kind.Targets)}." }
            : checkedFault;
    }
}

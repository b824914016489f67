namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>One injected fault and what has been seen of it so far.</summary>
/// <param name="Id">Its id in this run of the lab.</param>
/// <param name="Kind">The kind of the catalogue.</param>
/// <param name="Target">What it acts on.</param>
/// <param name="Seed">The seed of the random choice, when there was one.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="ActedAt">When it acted.</param>
/// <param name="EffectSeenAt">When an independent caller first saw its effect.</param>
/// <param name="EndsAt">When it ends by itself; null means not by time.</param>
/// <param name="LiftedAt">When it ended.</param>
/// <param name="RecoveredAt">When an independent caller saw the target well again.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Settings">The kind's own settings, all of them, as they act.</param>
/// <param name="Reason">Why it was injected.</param>
/// <param name="Owner">Who injected it.</param>
/// <param name="Run">The id of the run that injected it; null outside of runs.</param>
public sealed record FaultRecord(
    string Id,
    string Kind,
    string Target,
    int? Seed,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ActedAt,
    DateTimeOffset? EffectSeenAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset? LiftedAt,
    DateTimeOffset? RecoveredAt,
    FaultState State,
    string? Message,
    IReadOnlyDictionary<string, string>? Settings = null,
    string? Reason = null,
    string? Owner = null,
    string? Run = null);

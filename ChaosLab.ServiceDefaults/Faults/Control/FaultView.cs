namespace ChaosLab.ServiceDefaults.Faults.Control;

/// <summary>A fault as <c>/chaos/faults</c> shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Settings">All its settings, the defaults among them.</param>
/// <param name="Hits">How often it has hit; for load, the pieces that it holds.</param>
/// <param name="Since">Since when it acts, UTC.</param>
/// <param name="RemainingMs">When it ends unless it is renewed, in ms from now.</param>
internal sealed record FaultView(
    string Id, string Kind, IReadOnlyDictionary<string, string> Settings, long Hits, DateTimeOffset Since, long RemainingMs)
{
    public static FaultView Of(LeasedFault lease, TimeSpan remaining)
        => new(lease.Id, lease.Kind.Name, lease.Settings.Values, lease.Fault.Hits, lease.Since, (long)remaining.TotalMilliseconds);
}

/// <summary>What <c>GET /chaos/faults</c> answers.</summary>
/// <param name="Kinds">The kinds that this service has.</param>
/// <param name="Faults">Those that act now.</param>
internal sealed record FaultList(IReadOnlyList<string> Kinds, IReadOnlyList<FaultView> Faults);

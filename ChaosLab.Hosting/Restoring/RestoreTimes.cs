namespace ChaosLab.Hosting.Restoring;

/// <summary>How long a restore has.</summary>
/// <param name="Limit">How long everything may take to become well, with the new starts after <paramref name="Patience"/>.</param>
/// <param name="Patience">How long what runs may take to become well before it is started anew.</param>
internal sealed record RestoreTimes(TimeSpan Limit, TimeSpan Patience)
{
    /// <summary>What a restore of a lab has.</summary>
    public static readonly RestoreTimes Standard = new(Limit: TimeSpan.FromSeconds(90), Patience: TimeSpan.FromSeconds(40));
}

namespace ChaosLab.Hosting.Faults.Observers.Edges;

/// <summary>What a canary sends.</summary>
internal enum EdgeCall
{
    /// <summary>The smallest question the protocol has.</summary>
    Small,

    /// <summary>A question of about 8 KB.</summary>
    Large,

    /// <summary>The smallest question, then it waits until the other side closes.</summary>
    UntilClosed,
}

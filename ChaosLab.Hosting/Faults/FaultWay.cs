namespace ChaosLab.Hosting.Faults;

/// <summary>How far a fault came that was on its way to act.</summary>
internal enum FaultWay
{
    /// <summary>It was to end before it did anything.</summary>
    NotBegun,

    /// <summary>It was to end while it did.</summary>
    Cut,

    /// <summary>All the way.</summary>
    Gone,
}

namespace ChaosLab.Hosting.Faults;

/// <summary>How a fault goes on after it has acted.</summary>
internal enum FaultCourse
{
    /// <summary>It acts until it is lifted or its time is over.</summary>
    Lasting,

    /// <summary>It acts in one moment; the lab is to recover by itself.</summary>
    Momentary,

    /// <summary>It breaks nothing: only recovery is awaited.</summary>
    Healing,
}

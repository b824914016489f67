namespace ChaosLab.Hosting.Faults;

/// <summary>Where a kind of fault works.</summary>
[Flags]
internal enum FaultPlaces
{
    /// <summary>On processes of this machine.</summary>
    Process = 1,

    /// <summary>On containers.</summary>
    Container = 2,

    /// <summary>On both.</summary>
    Everywhere = Process | Container,
}

namespace ChaosLab.ChaosController.Experiments;

/// <summary>How requests arrive in a phase.</summary>
internal enum ArrivalPattern
{
    /// <summary>Evenly spaced.</summary>
    Constant,

    /// <summary>Evenly growing or falling from one rate to another.</summary>
    Ramp,

    /// <summary>A rate, the middle third of the phase at another rate, the rate again.</summary>
    Spike,

    /// <summary>Independent of each other, exponential gaps (seeded).</summary>
    Poisson,
}

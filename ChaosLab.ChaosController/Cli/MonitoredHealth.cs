namespace ChaosLab.ChaosController.Cli;

/// <summary>How often a part was well.</summary>
/// <param name="Resource">The part.</param>
/// <param name="Looks">How often it was looked at.</param>
/// <param name="Well">How often it was well.</param>
internal sealed record MonitoredHealth(string Resource, int Looks, int Well)
{
    /// <summary>0 to 1.</summary>
    public double Share => Looks == 0 ? 0 : (double)Well / Looks;
}

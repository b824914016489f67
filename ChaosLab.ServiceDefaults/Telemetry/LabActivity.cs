using System.Diagnostics;

namespace ChaosLab.ServiceDefaults.Telemetry;

/// <summary>The lab's own spans and metrics.</summary>
internal static class LabActivity
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "ChaosLab";

    public static readonly ActivitySource Source = new(Name);
}

namespace ChaosLab.ChaosController.Experiments;

/// <summary>What an activity is for.</summary>
internal enum ActivityType
{
    /// <summary>It observes.</summary>
    Probe,

    /// <summary>It changes something.</summary>
    Action,
}

namespace ChaosLab.ChaosController.Experiments;

/// <summary>What is expected of the naive shop, whose resilience patterns are off.</summary>
internal enum NaiveOutcome
{
    /// <summary>It fails: the patterns are what the experiment shows.</summary>
    Fail,

    /// <summary>It passes, too: what holds there does not rest on the patterns.</summary>
    Pass,
}

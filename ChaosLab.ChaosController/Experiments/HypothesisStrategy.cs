namespace ChaosLab.ChaosController.Experiments;

/// <summary>When the steady-state hypothesis is checked (Chaos Toolkit's words).</summary>
internal enum HypothesisStrategy
{
    /// <summary>Before and after the method.</summary>
    Default,

    BeforeMethodOnly,

    AfterMethodOnly,

    DuringMethodOnly,

    /// <summary>Before, again and again during, and after.</summary>
    Continuously,
}

namespace ChaosLab.ChaosController.Experiments;

/// <summary>When rollbacks are run (Chaos Toolkit's words; <c>default</c> there is <see cref="Default"/> here, when a file asks for it).</summary>
internal enum RollbackStrategy
{
    /// <summary>Unless the run failed or was interrupted, as Chaos Toolkit does when it is asked for by name.</summary>
    Default,

    /// <summary>Whatever happened.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,

    /// <summary>Only when the steady state deviated.</summary>
    Deviated,
}

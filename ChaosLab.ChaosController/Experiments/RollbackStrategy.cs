namespace ChaosLab.ChaosController.Experiments;

/// <summary>When rollbacks are run: Chaos Toolkit's words, when a file names one.</summary>
internal enum RollbackStrategy
{
    /// <summary>Whatever happened once the method has begun: what a file gets that names no strategy.</summary>
    OnceBegun,

    /// <summary>Unless the run was ended before its time, or a probe of the hypothesis could not be carried out.</summary>
    Default,

    /// <summary>Whatever happened, also when the method did not begin.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,

    /// <summary>Only when the steady state deviated.</summary>
    Deviated,
}

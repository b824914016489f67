namespace ChaosLab.Hosting.Faults;

/// <summary>Marks a service that keeps a journal on disk.</summary>
/// <param name="probePath">A path that callers post to, which writes a line; it answers 5xx while the disk is full.</param>
/// <param name="probeBody">What is posted; <c>{key}</c> stands for a word that is new each time. It must do no harm.</param>
public sealed class JournalAnnotation(string probePath, string probeBody) : IResourceAnnotation
{
    /// <summary>What a caller's probe posts to.</summary>
    public string ProbePath { get; } = probePath;

    /// <summary>What a caller's probe posts, with <c>{key}</c> in the place of a new word.</summary>
    public string ProbeBody { get; } = probeBody;
}

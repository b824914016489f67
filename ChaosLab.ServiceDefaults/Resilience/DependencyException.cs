namespace ChaosLab.ServiceDefaults;

/// <summary>A dependency did not do what it was asked, or it is not known whether it did.</summary>
/// <param name="dependency">Which.</param>
/// <param name="failure">Why.</param>
/// <param name="mayHaveHappened">Whether one of the attempts may have taken effect all the same.</param>
/// <param name="message">What is said about it.</param>
/// <param name="innerException">What was met.</param>
public sealed class DependencyException(
    string dependency, DependencyFailure failure, bool mayHaveHappened, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Which dependency.</summary>
    public string Dependency { get; } = dependency;

    /// <summary>Why.</summary>
    public DependencyFailure Failure { get; } = failure;

    /// <summary>Whether one of the attempts may have taken effect all the same.</summary>
    public bool MayHaveHappened { get; } = mayHaveHappened;
}

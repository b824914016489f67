namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states a resource passes through.</summary>
public static class KnownResourceStates
{
    /// <summary>It is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>It runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>The container runtime does not answer.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>The container ended.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>The program ended.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It waits for others.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>It has not been started.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>It is there, and has no life of its own.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>A value is missing.</summary>
    public static readonly string ValueMissing = nameof(ValueMissing);

    /// <summary>The states in which nothing runs any more.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

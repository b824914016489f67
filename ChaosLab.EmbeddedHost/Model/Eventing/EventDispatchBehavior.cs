namespace Aspire.Hosting.Eventing;

/// <summary>How an event is brought.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One subscriber after the other, and waited for.</summary>
    BlockingSequential,

    /// <summary>All at once, and waited for.</summary>
    BlockingConcurrent,

    /// <summary>One after the other, in the background.</summary>
    NonBlockingSequential,

    /// <summary>All at once, in the background.</summary>
    NonBlockingConcurrent,
}

namespace ChaosLab.Hosting.Faults.Observers;

/// <summary>Looks at a target as a caller does, from outside, over a connection of its own each time.</summary>
internal interface IObserver
{
    /// <summary>Whether the target answers as it should.</summary>
    Task<bool> IsWellAsync(CancellationToken ct);
}

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Where a store keeps its data.</summary>
internal interface IStoreData
{
    /// <summary>What is deleted, for people.</summary>
    string Place { get; }

    /// <exception cref="FaultRefusedException">This lab did not make it, or somebody else uses it.</exception>
    Task RequireOwnAsync(CancellationToken ct);

    /// <summary>Deletes it; the store must not run.</summary>
    Task RemoveAsync(CancellationToken ct);
}

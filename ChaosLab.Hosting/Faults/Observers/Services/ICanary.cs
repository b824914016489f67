namespace ChaosLab.Hosting.Faults.Observers.Services;

/// <summary>An observer that learns first what is usual; before that, everything is well to it.</summary>
internal interface ICanary : IObserver
{
    /// <summary>Looks at how things are before a fault acts.</summary>
    /// <exception cref="InvalidOperationException">They are such that the fault's effect could not be told.</exception>
    Task LearnAsync(CancellationToken ct);
}

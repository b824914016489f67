namespace ChaosLab.ChaosController.Load.Engine;

/// <summary>Waits until something can be done on a connection.</summary>
internal interface IReadiness : IDisposable
{
    /// <summary>From now on a connection is watched.</summary>
    void Add(LoadConnection connection);

    /// <summary>A connection is about to be closed.</summary>
    void Remove(LoadConnection connection);

    /// <summary>Gives the connections on which there is something to read or room to write; none when the time is over.</summary>
    /// <param name="microseconds">How long to wait at most; 0 only looks.</param>
    /// <param name="ready">Emptied, then filled.</param>
    void Wait(long microseconds, List<LoadConnection> ready);
}

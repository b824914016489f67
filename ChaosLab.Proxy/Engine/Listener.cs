using System.Net;

namespace ChaosLab.Proxy.Engine;

/// <summary>A port that takes connections. Used on the thread of its loop only.</summary>
internal abstract class Listener
{
    /// <summary>Where it listens, the port being the real one when 0 was asked for.</summary>
    public abstract IPEndPoint Address { get; }

    /// <summary>Stops taking connections: callers are refused. The port stays reserved where the system allows it.</summary>
    public abstract void Suspend();

    /// <summary>Takes connections again.</summary>
    /// <exception cref="ListenException">Another program has taken the port meanwhile.</exception>
    public abstract void Resume();

    /// <summary>Gives the port up.</summary>
    public abstract void Close();
}

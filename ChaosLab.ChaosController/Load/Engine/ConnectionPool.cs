using System.Net;
using System.Net.Sockets;

namespace ChaosLab.ChaosController.Load.Engine;

/// <summary>The connections to the server: how many there are, which are free, and never more than allowed.</summary>
/// <param name="server">Where they lead.</param>
/// <param name="most">The most at once.</param>
/// <param name="readiness">Watches them.</param>
internal sealed class ConnectionPool(IPEndPoint server, int most, IReadiness readiness)
{
    private readonly LoadConnection?[] _all = new LoadConnection?[most];
    private readonly Stack<int> _freeSlots = new(Enumerable.Range(0, most).Reverse());
    private readonly List<LoadConnection> _idle = [];
    private int _cap = most;

    /// <summary>How many are being made.</summary>
    public int Connecting { get; private set; }

    /// <summary>How many have a request on its way.</summary>
    public int Busy { get; private set; }

    public int Open { get; private set; }

    /// <summary>The most that were open at once.</summary>
    public int Peak { get; private set; }

    /// <summary>What kept this process from opening as many as it may, or null.</summary>
    public string? Shortage { get; private set; }

    public bool HasRoom => Open < _cap;

    /// <summary>By slot; null where none is open.</summary>
    public ReadOnlySpan<LoadConnection?> All => _all;

    /// <summary>One more connection.</summary>
    /// <returns>False when it cannot be made; else it is on its way.</returns>
    public bool TryConnect(long now)
    {
        var connection = new LoadConnection(_freeSlots.Peek());
        try
        {
            if (!connection.Connect(server, now))
            {
                connection.Dispose();
                return false;
            }
        }
        catch (SocketException error)
        {
            // There are no more sockets: the load makes do with those it has, and says so.
            connection.Dispose();
            Shortage = $"only {Open} connections could be opened: {error.Message}";
            _cap = Math.Max(1, Open);
            return false;
        }

        _all[_freeSlots.Pop()] = connection;
        Connecting++;
        Peak = Math.Max(Peak, ++Open);
        readiness.Add(connection);
        return true;
    }

    /// <summary>A free connection, for a request that is sent on it at once; null when there is none.</summary>
    public LoadConnection? TakeIdle()
    {
        if (_idle.Count == 0) return null;

        // The one that was used last: the others get old and are closed.
        var connection = _idle[^1];
        _idle.RemoveAt(_idle.Count - 1);
        Busy++;
        return connection;
    }

    /// <summary>A connection has been made, or its request is answered: it is free.</summary>
    public void Rest(LoadConnection connection, long now)
    {
        Leave(connection);
        connection.Rest(now);
        _idle.Add(connection);
    }

    public void Close(LoadConnection connection)
    {
        if (connection.State == ConnectionState.Closed) return;
        Leave(connection);
        readiness.Remove(connection);
        connection.Dispose();
        _all[connection.Slot] = null;
        _freeSlots.Push(connection.Slot);
        Open--;
    }

    private void Leave(LoadConnection connection)
    {
        switch (connection.State)
        {
            case ConnectionState.Connecting: Connecting--; break;
            case ConnectionState.Busy: Busy--; break;
            case ConnectionState.Idle: _idle.Remove(connection); break;
        }
    }
}

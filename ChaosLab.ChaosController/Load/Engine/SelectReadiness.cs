using System.Net.Sockets;

namespace ChaosLab.ChaosController.Load.Engine;

/// <summary>For every system: <see cref="Socket.Select(System.Collections.IList, System.Collections.IList, System.Collections.IList, TimeSpan)"/>, whose cost grows with the connections.</summary>
internal sealed class SelectReadiness : IReadiness
{
    private readonly Dictionary<Socket, LoadConnection> _connections = [];
    private readonly List<Socket> _read = [];
    private readonly List<Socket> _write = [];
    private readonly List<Socket> _error = [];

    public void Add(LoadConnection connection) => _connections.Add(connection.Socket, connection);

    public void Remove(LoadConnection connection) => _connections.Remove(connection.Socket);

    public void Wait(long microseconds, List<LoadConnection> ready)
    {
        ready.Clear();
        _read.Clear();
        _write.Clear();
        _error.Clear();
        foreach (var (socket, connection) in _connections)
        {
            // While connecting, Windows tells a refusal as an error, the others as room to write.
            if (connection.State == ConnectionState.Connecting) _error.Add(socket);
            else _read.Add(socket);
            if (connection.WantsToWrite) _write.Add(socket);
        }

        if (_read.Count + _write.Count == 0)
        {
            if (microseconds > 0) Thread.Sleep(TimeSpan.FromMicroseconds(microseconds));
            return;
        }

        Socket.Select(_read, _write, _error, TimeSpan.FromMicroseconds(microseconds));
        foreach (var socket in _read) ready.Add(_connections[socket]);
        foreach (var socket in _write.Concat(_error))
        {
            if (_connections[socket] is var connection && !ready.Contains(connection)) ready.Add(connection);
        }
    }

    public void Dispose()
    {
        // The connections belong to the loop.
    }
}

using System.Net;
using System.Net.Sockets;
using ChaosLab.ChaosController.Load.Http;

namespace ChaosLab.ChaosController.Load.Engine;

/// <summary>One connection to the server with at most one request on its way; no call on it waits.</summary>
/// <param name="slot">Its place among the connections that are open at once.</param>
internal sealed class LoadConnection(int slot) : IDisposable
{
    private Socket? _socket;
    private ReadOnlyMemory<byte> _unsent;

    public int Slot => slot;

    /// <summary>Open until it is disposed.</summary>
    public Socket Socket => _socket!;

    public AnswerReader Answer { get; } = new();

    public ConnectionState State { get; private set; } = ConnectionState.Connecting;

    /// <summary>When it came into its state, in µs since the load's start.</summary>
    public long Since { get; private set; }

    /// <summary>What is on its way, while busy.</summary>
    public DueRequest Request { get; private set; }

    /// <summary>The server has ended it: what is still to be read comes without a further sign.</summary>
    public bool PeerEnded { get; set; }

    /// <summary>Whether room to write is waited for.</summary>
    public bool WantsToWrite => State == ConnectionState.Connecting || !_unsent.IsEmpty;

    /// <summary>Starts connecting.</summary>
    /// <returns>False when it was refused at once.</returns>
    /// <exception cref="SocketException">This process or machine has no more sockets.</exception>
    public bool Connect(IPEndPoint server, long now)
    {
        _socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false, NoDelay = true };
        Since = now;
        try
        {
            _socket.Connect(server);
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress;
        }

        return true;
    }

    /// <summary>After a sign that connecting is over: whether it succeeded.</summary>
    public bool FinishConnecting() => Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is 0;

    public void Rest(long now)
    {
        (State, Since) = (ConnectionState.Idle, now);
        Request = default;
    }

    /// <summary>Sends a request, as far as there is room.</summary>
    /// <returns>False when the connection is broken.</returns>
    public bool Send(in DueRequest request, ReadOnlyMemory<byte> bytes, bool keepsBody, long now)
    {
        (State, Since, Request, _unsent) = (ConnectionState.Busy, now, request, bytes);
        Answer.Begin(keepsBody);
        return SendRest();
    }

    /// <summary>Sends what had no room.</summary>
    /// <returns>False when the connection is broken.</returns>
    public bool SendRest()
    {
        while (!_unsent.IsEmpty)
        {
            var sent = Socket.Send(_unsent.Span, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock) return true;
            if (error != SocketError.Success) return false;
            _unsent = _unsent[sent..];
        }

        return true;
    }

    public void Dispose()
    {
        State = ConnectionState.Closed;
        _socket?.Dispose();
    }
}

using System.Net;
using System.Net.Sockets;

namespace ChaosLab.Proxy.Engine.Sockets;

/// <summary>A port of the portable engine; a suspended one is closed, and opened again later.</summary>
internal sealed class SocketListener : Listener
{
    private const int Backlog = 4096;

    private readonly SocketLoop _loop;
    private readonly Action<Channel> _accepted;
    private Socket? _socket;

    public SocketListener(SocketLoop loop, IPEndPoint address, Action<Channel> accepted)
    {
        _loop = loop;
        _accepted = accepted;
        _socket = Open(address);
        Address = (IPEndPoint)_socket.LocalEndPoint!;
        _ = AcceptAsync(_socket);
    }

    public override IPEndPoint Address { get; }

    public override void Suspend() => Close();

    public override void Resume()
    {
        if (_socket is not null) return;
        _socket = Open(Address);
        _ = AcceptAsync(_socket);
    }

    public override void Close()
    {
        if (_socket is null) return;
        _loop.Closed(_socket);
        _socket.Dispose();
        _socket = null;
    }

    private Socket Open(IPEndPoint address)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            // No ReuseAddress: on Unix .NET sets SO_REUSEADDR itself, and with that option SO_REUSEPORT as well, on Windows
            // it means the same; either would let a second program take the port.
            socket.Bind(address);
            socket.Listen(Backlog);
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            throw new ListenException(address, $"bind: {(error.SocketErrorCode == SocketError.AddressAlreadyInUse ? "address already in use" : error.Message)}");
        }

        _loop.Opened(socket);
        return socket;
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket accepted;
            try
            {
                accepted = await listener.AcceptAsync();
                accepted.NoDelay = true;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
            {
                _loop.Log($"{Address} takes no connection for 100 ms: {error.Message}");
                await Task.Delay(100);
                continue;
            }
            catch (SocketException) when (listener.IsBound && listener == _socket)
            {
                // The caller was gone before it was accepted.
                continue;
            }
            catch (SocketException)
            {
                return;
            }

            _loop.Post(() => Accept(accepted, listener));
        }
    }

    // One connection's trouble is its own.
    private void Accept(Socket accepted, Socket listener)
    {
        var channel = new SocketChannel(_loop, accepted);
        try
        {
            if (_socket != listener)
            {
                channel.Reset();
                return;
            }

            channel.Begin();
            _accepted(channel);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _loop.Log($"connection to {Address} dropped: {error.GetType().Name}: {error.Message}");
            channel.Owner?.OnBroken(channel);
            channel.Reset();
        }
    }
}

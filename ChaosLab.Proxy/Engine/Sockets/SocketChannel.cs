using System.Buffers;
using System.Net.Sockets;

namespace ChaosLab.Proxy.Engine.Sockets;

/// <summary>
/// A socket of the portable engine. It is read and written without blocking; an empty receive tells when there is
/// something to read, a send of what did not fit tells when there is room again.
/// </summary>
internal sealed class SocketChannel : Channel, IDisposable
{
    private const int SendSize = 16 * 1024;

    private readonly SocketLoop _loop;
    private readonly Socket _socket;
    private readonly SocketAsyncEventArgs _receive = new();
    private readonly SocketAsyncEventArgs _send = new();
    private byte[]? _sending;
    private bool _waiting;
    private bool _broken;
    private bool _shutdownAfterSend;
    private bool _closeAfterSend;
    private bool _closeAfterReceive;

    public SocketChannel(SocketLoop loop, Socket socket)
    {
        _loop = loop;
        _socket = socket;
        loop.Opened(socket);
        _receive.SetBuffer(Array.Empty<byte>(), 0, 0);
        _receive.Completed += (_, _) => Post(Received);
        _send.Completed += (_, _) => Post(Sent);
    }

    /// <summary>The connection stands: begins to receive.</summary>
    public void Begin()
    {
        _socket.Blocking = false;
        Writable = true;
        WaitToRead();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_broken) return Io.Broken;
        var count = _socket.Receive(buffer, SocketFlags.None, out var error);
        if (error == SocketError.Success && count > 0) return count;
        Readable = false;
        switch (error)
        {
            case SocketError.Success: return 0;
            case SocketError.WouldBlock:
                WaitToRead();
                return Io.WouldBlock;
            default: return Io.Broken;
        }
    }

    public override int Write(ReadOnlySpan<byte> data)
    {
        if (_broken) return Io.Broken;
        if (_sending is not null)
        {
            Writable = false;
            return Io.WouldBlock;
        }

        var count = _socket.Send(data, SocketFlags.None, out var error);
        if (error == SocketError.Success) return count;
        if (error != SocketError.WouldBlock) return Io.Broken;

        // The send that has to wait takes a part with it, and says when there is room again.
        count = Math.Min(data.Length, SendSize);
        _sending = ArrayPool<byte>.Shared.Rent(count);
        data[..count].CopyTo(_sending);
        Writable = false;
        Send(0, count);
        return count;
    }

    public override void ShutdownWrite()
    {
        if (_sending is not null) _shutdownAfterSend = true;
        else Shutdown(SocketShutdown.Send);
    }

    public override void Close()
    {
        if (IsClosed) return;
        IsClosed = true;
        Readable = Writable = false;
        if (_sending is not null && !_broken) _closeAfterSend = true;
        else Finish();
    }

    public override void Reset()
    {
        if (IsClosed && !_closeAfterSend) return;
        IsClosed = true;
        Readable = Writable = false;
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Closed by the peer meanwhile; there is nobody left to be told.
        }

        Dispose();
    }

    public void Dispose()
    {
        _closeAfterSend = false;
        _loop.Closed(_socket);
        _socket.Dispose();
        _receive.Dispose();
        _send.Dispose();
    }

    // One connection's trouble ends this connection only.
    private void Post(Action happened) => _loop.Post(() =>
    {
        try
        {
            happened();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _loop.Log($"connection dropped: {error.GetType().Name}: {error.Message}");
            Break();
        }
    });

    private void Break()
    {
        _broken = true;
        if (_closeAfterSend) Dispose();
        else if (!IsClosed) Owner?.OnBroken(this);
    }

    private void WaitToRead()
    {
        if (IsClosed || _waiting) return;
        _waiting = true;
        if (!_socket.ReceiveAsync(_receive)) Post(Received);
    }

    private void Received()
    {
        _waiting = false;
        if (_closeAfterReceive) Dispose();
        if (IsClosed) return;
        if (_receive.SocketError != SocketError.Success)
        {
            Break();
            return;
        }

        Readable = true;
        Owner?.OnReady(this);
    }

    private void Send(int offset, int count)
    {
        _send.SetBuffer(_sending, offset, count);
        if (!_socket.SendAsync(_send)) Post(Sent);
    }

    private void Sent()
    {
        if (_sending is not { } buffer) return;
        if (_send.SocketError == SocketError.Success && _send.BytesTransferred < _send.Count && (!IsClosed || _closeAfterSend))
        {
            Send(_send.Offset + _send.BytesTransferred, _send.Count - _send.BytesTransferred);
            return;
        }

        _sending = null;
        ArrayPool<byte>.Shared.Return(buffer);
        if (_send.SocketError != SocketError.Success)
        {
            Break();
            return;
        }

        if (_closeAfterSend)
        {
            Finish();
            return;
        }

        if (IsClosed) return;
        if (_shutdownAfterSend) Shutdown(SocketShutdown.Send);
        Writable = true;
        Owner?.OnReady(this);
    }

    // Closing under a receive that waits would reset the connection: the receive ends first.
    private void Finish()
    {
        _closeAfterSend = false;
        if (_waiting)
        {
            _closeAfterReceive = true;
            Shutdown(SocketShutdown.Both);
        }
        else
        {
            Dispose();
        }
    }

    private void Shutdown(SocketShutdown how)
    {
        try
        {
            _socket.Shutdown(how);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            _broken = true;
        }
    }
}

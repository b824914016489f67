using System.Net.Sockets;

namespace ChaosLab.Proxy.Engine.Sockets;

/// <summary>
/// A socket of the portable engine. One receive and one send are under way at most; when one ends, the loop's thread
/// hears of it.
/// </summary>
internal sealed class SocketChannel : Channel, IDisposable
{
    private const int BufferSize = 32 * 1024;

    private readonly SocketLoop _loop;
    private readonly Socket _socket;
    private readonly SocketAsyncEventArgs _receive = new();
    private readonly SocketAsyncEventArgs _send = new();
    private int _received;
    private int _given;
    private bool _ended;
    private bool _broken;
    private bool _sending;
    private bool _shutdownAfterSend;
    private bool _closeAfterSend;

    public SocketChannel(SocketLoop loop, Socket socket)
    {
        _loop = loop;
        _socket = socket;
        loop.Opened(socket);
        _receive.Completed += (_, _) => _loop.Post(Received);
        _send.Completed += (_, _) => _loop.Post(Sent);
    }

    /// <summary>The connection stands: begins to receive.</summary>
    public void Begin()
    {
        _receive.SetBuffer(new byte[BufferSize]);
        _send.SetBuffer(new byte[BufferSize]);
        Writable = true;
        Receive();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_broken) return Io.Broken;
        if (_given == _received)
        {
            Readable = false;
            return _ended ? 0 : Io.WouldBlock;
        }

        var count = Math.Min(buffer.Length, _received - _given);
        _receive.MemoryBuffer.Span.Slice(_given, count).CopyTo(buffer);
        _given += count;
        if (_given == _received)
        {
            Readable = false;
            Receive();
        }

        return count;
    }

    public override int Write(ReadOnlySpan<byte> data)
    {
        if (_broken) return Io.Broken;
        if (_sending)
        {
            Writable = false;
            return Io.WouldBlock;
        }

        var count = Math.Min(data.Length, BufferSize);
        data[..count].CopyTo(_send.MemoryBuffer.Span);
        _send.SetBuffer(0, count);
        Send();
        return count;
    }

    public override void ShutdownWrite()
    {
        if (_sending) _shutdownAfterSend = true;
        else Shutdown();
    }

    public override void Close()
    {
        if (IsClosed) return;
        IsClosed = true;
        Readable = Writable = false;
        if (_sending) _closeAfterSend = true;
        else Dispose();
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

    private void Receive()
    {
        if (IsClosed) return;
        _received = _given = 0;
        try
        {
            if (!_socket.ReceiveAsync(_receive)) _loop.Post(Received);
        }
        catch (ObjectDisposedException)
        {
            _broken = true;
        }
    }

    private void Received()
    {
        if (IsClosed) return;
        if (_receive.SocketError != SocketError.Success)
        {
            _broken = true;
            Owner?.OnBroken(this);
            return;
        }

        _received = _receive.BytesTransferred;
        _ended = _received == 0;
        Readable = true;
        Owner?.OnReady(this);
    }

    private void Send()
    {
        _sending = true;
        try
        {
            if (_socket.SendAsync(_send)) return;
        }
        catch (ObjectDisposedException)
        {
            _sending = false;
            _broken = true;
            return;
        }

        if (_send.SocketError == SocketError.Success && _send.BytesTransferred == _send.Count) _sending = false;
        else _loop.Post(Sent);
    }

    private void Sent()
    {
        if (!_sending) return;
        _sending = false;
        if (_send.SocketError != SocketError.Success)
        {
            _broken = true;
            if (_closeAfterSend) Dispose();
            else if (!IsClosed) Owner?.OnBroken(this);
            return;
        }

        if (_send.BytesTransferred < _send.Count)
        {
            _send.SetBuffer(_send.Offset + _send.BytesTransferred, _send.Count - _send.BytesTransferred);
            Send();
            return;
        }

        if (_closeAfterSend)
        {
            Dispose();
            return;
        }

        if (_shutdownAfterSend) Shutdown();
        if (IsClosed) return;
        Writable = true;
        Owner?.OnReady(this);
    }

    private void Shutdown()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            _broken = true;
        }
    }
}

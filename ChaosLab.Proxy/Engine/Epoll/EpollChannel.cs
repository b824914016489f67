namespace ChaosLab.Proxy.Engine.Epoll;

/// <summary>A socket of the epoll engine.</summary>
internal sealed unsafe class EpollChannel : Channel, IEpollSource
{
    private const uint Input = Native.EPOLLIN | Native.EPOLLRDHUP | Native.EPOLLHUP | Native.EPOLLERR;
    private const uint PeerGone = Native.EPOLLRDHUP | Native.EPOLLHUP | Native.EPOLLERR;

    private readonly EpollLoop _loop;
    private bool _connected;
    private bool _peerEnded;

    public EpollChannel(EpollLoop loop, int fd, bool connected)
    {
        _loop = loop;
        Fd = fd;
        _connected = connected;
        Writable = connected;
    }

    public int Fd { get; private set; }

    public uint Generation { get; set; }

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            nint count;
            fixed (byte* start = buffer) count = Native.Receive(Fd, start, buffer.Length, 0);
            if (count > 0)
            {
                // Edge-triggered: a short read has emptied the socket, and what comes later rings again. An end that has
                // come already does not.
                if (count < buffer.Length && !_peerEnded) Readable = false;
                return (int)count;
            }

            if (count == 0)
            {
                Readable = false;
                return 0;
            }

            switch (Native.Error)
            {
                case Native.EINTR: continue;
                case Native.EAGAIN:
                    Readable = false;
                    return Io.WouldBlock;
                default: return Io.Broken;
            }
        }
    }

    public override int Write(ReadOnlySpan<byte> data)
    {
        while (true)
        {
            nint count;
            fixed (byte* start = data) count = Native.Send(Fd, start, data.Length, Native.NoSignal);
            if (count >= 0) return (int)count;
            switch (Native.Error)
            {
                case Native.EINTR: continue;
                case Native.EAGAIN:
                    Writable = false;
                    return Io.WouldBlock;
                default: return Io.Broken;
            }
        }
    }

    public override void ShutdownWrite() => _ = Native.Shutdown(Fd, Native.ShutWrite);

    public override void Close()
    {
        if (IsClosed) return;
        IsClosed = true;
        Readable = Writable = false;
        _loop.Forget(this);
        if (Fd >= 0) _ = Native.Close(Fd);
        Fd = -1;
    }

    public override void Reset()
    {
        if (IsClosed) return;
        var linger = stackalloc int[2] { 1, 0 };
        _ = Native.SetOption(Fd, Native.SolSocket, Native.SoLinger, linger, 2 * sizeof(int));
        Close();
    }

    public void OnEvents(uint events)
    {
        if (!_connected)
        {
            FinishConnecting(events);
            return;
        }

        if ((events & Input) != 0) Readable = true;
        if ((events & PeerGone) != 0) _peerEnded = true;
        if ((events & Native.EPOLLOUT) != 0) Writable = true;
        if ((events & Native.EPOLLERR) != 0) Owner?.OnBroken(this);
        else Owner?.OnReady(this);
    }

    public void Abandon()
    {
        if (Owner is { } owner) owner.OnBroken(this);
        Reset();
    }

    private void FinishConnecting(uint events)
    {
        int error = 0, length = sizeof(int);
        _ = Native.GetOption(Fd, Native.SolSocket, Native.SoError, &error, &length);
        if (error != 0)
        {
            Close();
            Owner?.OnConnectFailed(this, Native.Words(error));
            return;
        }

        _connected = true;
        _peerEnded = (events & PeerGone) != 0;
        Readable = (events & Input) != 0;
        Writable = true;
        Owner?.OnConnected(this);
    }
}

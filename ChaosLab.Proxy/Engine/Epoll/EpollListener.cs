using System.Net;

namespace ChaosLab.Proxy.Engine.Epoll;

/// <summary>A port of the epoll engine.</summary>
internal sealed unsafe class EpollListener : Listener, IEpollSource, ITimed
{
    private const int Backlog = 4096;
    private const int AcceptsPerTurn = 64;
    private const int PauseWithoutDescriptors = 100_000;

    private readonly EpollLoop _loop;
    private readonly Action<Channel> _accepted;
    private readonly Alarm _retry;
    private bool _closed;
    private bool _suspended;

    public EpollListener(EpollLoop loop, IPEndPoint address, Action<Channel> accepted)
    {
        _loop = loop;
        _accepted = accepted;
        _retry = new Alarm(this);
        Fd = Open(address, out var port);
        Address = new IPEndPoint(address.Address, port);
        StartListening();
        try
        {
            _loop.Add(this, Native.EPOLLIN);
        }
        catch (InvalidOperationException error)
        {
            Close();
            throw new ListenException(address, error.Message);
        }
    }

    public override IPEndPoint Address { get; }

    public int Fd { get; private set; }

    public uint Generation { get; set; }

    // A listener that is shut down for reading refuses callers and keeps its port; as it listens no more, only without
    // this option does it keep it from programs that set the option, too.
    public override void Suspend()
    {
        if (_suspended || _closed) return;
        _suspended = true;
        _loop.Alarms.Clear(_retry);
        _loop.Change(this, 0);
        _ = Native.Shutdown(Fd, Native.ShutRead);
        Native.SetOption(Fd, Native.SolSocket, Native.SoReuseAddr, 0);
    }

    public override void Resume()
    {
        if (!_suspended || _closed) return;
        Native.SetOption(Fd, Native.SolSocket, Native.SoReuseAddr, 1);
        StartListening();
        _suspended = false;
        _loop.Change(this, Native.EPOLLIN);
    }

    public override void Close()
    {
        if (_closed) return;
        _closed = true;
        _loop.Alarms.Clear(_retry);
        _loop.Forget(this);
        _ = Native.Close(Fd);
        Fd = -1;
    }

    public void Abandon() => Close();

    public void OnEvents(uint events)
    {
        for (var i = 0; i < AcceptsPerTurn && !_suspended && !_closed; i++)
        {
            var fd = Native.Accept(Fd, null, null, Native.Nonblock | Native.Cloexec);
            if (fd >= 0)
            {
                Accept(fd);
                continue;
            }

            switch (Native.Error)
            {
                case Native.EINTR or Native.ECONNABORTED: continue;
                case Native.ENFILE or Native.EMFILE or Native.ENOBUFS or Native.ENOMEM:
                    // The event would ring without end.
                    _loop.Log($"{Address} takes no connection for 100 ms: {Native.Words(Native.Error)}");
                    _loop.Change(this, 0);
                    _loop.Alarms.Set(_retry, LoopClock.Now + PauseWithoutDescriptors);
                    return;
                default: return;
            }
        }
    }

    public void OnTime()
    {
        if (!_closed && !_suspended) _loop.Change(this, Native.EPOLLIN);
    }

    // One connection's trouble must not close the port.
    private void Accept(int fd)
    {
        var channel = new EpollChannel(_loop, fd, connected: true);
        try
        {
            _loop.Add(channel, Native.EPOLLIN | Native.EPOLLOUT | Native.EPOLLRDHUP | Native.EPOLLET);
            _accepted(channel);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _loop.Log($"connection to {Address} dropped: {error.GetType().Name}: {error.Message}");
            channel.Abandon();
        }
    }

    private static int Open(IPEndPoint address, out int port)
    {
        var fd = Native.Socket(SocketAddress.Family(address), Native.SockStream | Native.Nonblock | Native.Cloexec, 0);
        if (fd < 0) throw new ListenException(address, $"socket: {Native.Words(Native.Error)}");
        // Accepted sockets inherit this from the listener.
        Native.SetOption(fd, Native.TcpLevel, Native.TcpNoDelay, 1);
        Native.SetOption(fd, Native.SolSocket, Native.SoReuseAddr, 1);

        var bytes = stackalloc byte[SocketAddress.Size];
        var length = SocketAddress.Write(address, new Span<byte>(bytes, SocketAddress.Size));
        if (Native.Bind(fd, bytes, length) < 0)
        {
            var error = Native.Error;
            _ = Native.Close(fd);
            throw new ListenException(address, $"bind: {Native.Words(error)}");
        }

        var size = SocketAddress.Size;
        _ = Native.GetSockName(fd, bytes, &size);
        port = SocketAddress.Port(new ReadOnlySpan<byte>(bytes, SocketAddress.Size));
        if (address.Port != 0) return fd;

        // A port that was asked for by number survives a suspension; one that the system chose does not.
        try
        {
            return Open(new IPEndPoint(address.Address, port), out port);
        }
        finally
        {
            _ = Native.Close(fd);
        }
    }

    private void StartListening()
    {
        if (Native.Listen(Fd, Backlog) >= 0) return;
        var error = Native.Error;
        if (_suspended) Native.SetOption(Fd, Native.SolSocket, Native.SoReuseAddr, 0);
        else _ = Native.Close(Fd);
        throw new ListenException(Address, $"listen: {Native.Words(error)}");
    }
}

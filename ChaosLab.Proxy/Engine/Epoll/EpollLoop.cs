using System.Net;
using System.Runtime.InteropServices;

namespace ChaosLab.Proxy.Engine.Epoll;

/// <summary>
/// The Linux engine: one epoll set, edge-triggered, each socket registered once; sockets are read into one pinned
/// buffer and written straight from it.
/// </summary>
internal sealed unsafe class EpollLoop : EventLoop
{
    private const int MaxEvents = 256;

    // The kernel packs epoll_event on x86-64 only.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Stride = DataOffset + sizeof(ulong);

    private readonly int _epoll;
    private readonly int _wakeUp;
    private readonly byte[] _happenings = GC.AllocateArray<byte>(MaxEvents * 16, pinned: true);
    private IEpollSource?[] _sources = new IEpollSource?[1024];
    private uint _generation;
    private int _wakePending;
    private bool _exactWaits = true;

    public EpollLoop(string name, Action<string> log) : base(name, log)
    {
        _epoll = Native.EpollCreate(Native.Cloexec);
        _wakeUp = Native.EventFd(0, Native.Cloexec | Native.Nonblock);
        if (_epoll < 0 || _wakeUp < 0) throw new InvalidOperationException($"epoll is not available: {Native.Words(Native.Error)}.");
        Control(Native.EpollAdd, _wakeUp, Native.EPOLLIN, 0);
    }

    public override Listener Listen(IPEndPoint address, Action<Channel> accepted) => new EpollListener(this, address, accepted);

    public override Channel Connect(IPEndPoint address, IChannelOwner owner)
    {
        var bytes = stackalloc byte[SocketAddress.Size];
        var length = SocketAddress.Write(address, new Span<byte>(bytes, SocketAddress.Size));
        var fd = Native.Socket(SocketAddress.Family(address), Native.SockStream | Native.Nonblock | Native.Cloexec, 0);
        if (fd < 0)
        {
            var none = new EpollChannel(this, -1, connected: false) { Owner = owner };
            Failed(none, Native.Error);
            return none;
        }

        Native.SetOption(fd, Native.TcpLevel, Native.TcpNoDelay, 1);
        var result = Native.Connect(fd, bytes, length);
        var error = result == 0 ? 0 : Native.Error;
        var channel = new EpollChannel(this, fd, connected: result == 0) { Owner = owner };
        if (result == 0 || error == Native.EINPROGRESS)
        {
            try
            {
                Add(channel, Native.EPOLLIN | Native.EPOLLOUT | Native.EPOLLRDHUP | Native.EPOLLET);
            }
            catch (InvalidOperationException)
            {
                Failed(channel, Native.Error);
                return channel;
            }

            if (result == 0) owner.OnConnected(channel);
        }
        else
        {
            Failed(channel, error);
        }

        return channel;
    }

    internal void Add(IEpollSource source, uint events)
    {
        if (source.Fd >= _sources.Length) Array.Resize(ref _sources, Math.Max(source.Fd + 1, _sources.Length * 2));
        _sources[source.Fd] = source;
        source.Generation = ++_generation;
        Control(Native.EpollAdd, source.Fd, events, source.Generation);
    }

    internal void Change(IEpollSource source, uint events) => Control(Native.EpollModify, source.Fd, events, source.Generation);

    // Closing the descriptor takes it out of the epoll set; only the table needs to forget it.
    internal void Forget(IEpollSource source)
    {
        if (source.Fd >= 0 && source.Fd < _sources.Length && _sources[source.Fd] == source) _sources[source.Fd] = null;
    }

    protected override void WaitAndDispatch(long until)
    {
        fixed (byte* happenings = _happenings)
        {
            var count = Wait(happenings, until);
            for (var i = 0; i < count; i++)
            {
                var happening = happenings + i * Stride;
                var events = *(uint*)happening;
                var data = *(ulong*)(happening + DataOffset);
                var fd = (int)(uint)data;
                if (fd == _wakeUp) TakeWakeUp();
                else if (_sources[fd] is { } source && source.Generation == (uint)(data >> 32)) Dispatch(source, events);
            }
        }
    }

    protected override void Wake()
    {
        if (Interlocked.Exchange(ref _wakePending, 1) != 0) return;
        ulong one = 1;
        _ = Native.Write(_wakeUp, &one, sizeof(ulong));
    }

    protected override void CloseAll()
    {
        foreach (var source in _sources) source?.Abandon();
        _ = Native.Close(_epoll);
    }

    private static void Failed(EpollChannel channel, int error)
    {
        channel.Close();
        channel.Owner?.OnConnectFailed(channel, Native.Words(error));
    }

    private void Dispatch(IEpollSource source, uint events)
    {
        try
        {
            source.OnEvents(events);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log($"connection dropped: {error.GetType().Name}: {error.Message}");
            source.Abandon();
        }
    }

    private int Wait(byte* happenings, long until)
    {
        var microseconds = until is 0 or long.MaxValue ? until : Math.Max(0, until - LoopClock.Now);
        if (microseconds is 0 or long.MaxValue || !_exactWaits)
        {
            var milliseconds = microseconds == long.MaxValue ? -1 : (int)Math.Min(int.MaxValue, (microseconds + 999) / 1000);
            return Native.EpollWait(_epoll, happenings, MaxEvents, milliseconds);
        }

        var timespec = stackalloc long[2];
        timespec[0] = microseconds / 1_000_000;
        timespec[1] = microseconds % 1_000_000 * 1000;
        try
        {
            var count = Native.EpollWaitExactly(_epoll, happenings, MaxEvents, timespec, 0);
            if (count < 0 && Native.Error is Native.ENOSYS or Native.EPERM) _exactWaits = false;
            return count;
        }
        catch (EntryPointNotFoundException)
        {
            _exactWaits = false;
            return 0;
        }
    }

    private void TakeWakeUp()
    {
        ulong count;
        _ = Native.Read(_wakeUp, &count, sizeof(ulong));
        Volatile.Write(ref _wakePending, 0);
    }

    private void Control(int operation, int fd, uint events, uint generation)
    {
        var happening = stackalloc byte[16];
        *(uint*)happening = events;
        *(ulong*)(happening + DataOffset) = (ulong)generation << 32 | (uint)fd;
        if (Native.EpollControl(_epoll, operation, fd, happening) < 0)
            throw new InvalidOperationException($"epoll_ctl: {Native.Words(Native.Error)}");
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ChaosLab.Proxy.Engine.Sockets;

/// <summary>
/// The engine for every system: .NET's sockets do the waiting, and hand what happened to the one thread of the loop.
/// </summary>
internal sealed class SocketLoop : EventLoop
{
    private readonly SemaphoreSlim _happened = new(0);
    private readonly ConcurrentDictionary<IDisposable, bool> _open = new();

    public SocketLoop(string name, Action<string> log) : base(name, log)
    {
    }

    public override Listener Listen(IPEndPoint address, Action<Channel> accepted) => new SocketListener(this, address, accepted);

    public override Channel Connect(IPEndPoint address, IChannelOwner owner)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var channel = new SocketChannel(this, socket) { Owner = owner };
        _ = ConnectAsync(channel, socket, address);
        return channel;
    }

    internal void Opened(IDisposable socket) => _open[socket] = true;

    internal void Closed(IDisposable socket) => _open.TryRemove(socket, out _);

    protected override void WaitAndDispatch(long until)
    {
        if (until == 0) return;
        if (until == long.MaxValue)
        {
            _happened.Wait();
        }
        else
        {
            var left = until - LoopClock.Now;
            if (left > 0) _happened.Wait(TimeSpan.FromMicroseconds(left));
        }

        while (_happened.CurrentCount > 0 && _happened.Wait(0))
        {
        }
    }

    protected override void Wake() => _happened.Release();

    protected override void CloseAll()
    {
        foreach (var socket in _open.Keys) socket.Dispose();
    }

    private async Task ConnectAsync(SocketChannel channel, Socket socket, IPEndPoint address)
    {
        try
        {
            await socket.ConnectAsync(address);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Post(() =>
            {
                channel.Close();
                channel.Owner?.OnConnectFailed(channel, error.Message);
            });
            return;
        }

        Post(() =>
        {
            if (channel.IsClosed) return;
            channel.Begin();
            channel.Owner?.OnConnected(channel);
        });
    }
}

using System.Net;
using System.Net.Sockets;
using ChaosLab.Proxy.Edges;
using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Protocols;

namespace ChaosLab.Proxy.Links;

/// <summary>A client's connection through an edge: two sockets and a link each way.</summary>
internal sealed class Connection : IChannelOwner
{
    private readonly Channel _client;
    private readonly IRequestCounter? _requests;
    private Channel? _server;
    private Link? _upstream;
    private Link? _downstream;
    private IReadOnlyList<IPEndPoint> _addresses = [];
    private int _tried;

    public Connection(Edge edge, long number, Channel client)
    {
        Edge = edge;
        Number = number;
        _client = client;
        _client.Owner = this;
        _requests = RequestCounters.For(edge.Protocol);
    }

    public Edge Edge { get; }

    /// <summary>The how-manieth of its edge, from 1.</summary>
    public long Number { get; }

    /// <summary>Both sides are closed.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The two links, once the server has answered the call.</summary>
    public IEnumerable<Link> Links => _upstream is null ? [] : [_upstream, _downstream!];

    /// <summary>Calls the server: one address after the other until one answers.</summary>
    public void Open(IReadOnlyList<IPEndPoint> addresses)
    {
        _addresses = addresses;
        CallNext();
    }

    /// <summary>The server cannot be reached.</summary>
    public void Refuse()
    {
        if (IsOver) return;
        Edge.Traffic.Refused++;
        Reset();
    }

    public void OnConnected(Channel channel)
    {
        if (IsOver)
        {
            channel.Reset();
            return;
        }

        _server = channel;
        _upstream = new Link(this, StreamDirection.Upstream, _client, channel);
        _downstream = new Link(this, StreamDirection.Downstream, channel, _client);
        Edge.Toxics.ApplyTo(this);
        if (IsOver) return;
        _upstream.Pump();
        _downstream.Pump();
    }

    public void OnConnectFailed(Channel channel, string reason)
    {
        _server = null;
        CallNext();
    }

    public void OnReady(Channel channel)
    {
        if (_upstream is null) return;
        var (from, to) = channel == _client ? (_upstream, _downstream!) : (_downstream!, _upstream);
        if (channel.Writable) to.Pump();
        if (channel.Readable) from.Pump();
    }

    // What came before the reset is passed on as far as it goes at once.
    public void OnBroken(Channel channel)
    {
        if (_upstream is not null && !channel.IsClosed) (channel == _client ? _upstream : _downstream!).Pump();
        Reset();
    }

    /// <summary>Counts what was read.</summary>
    public void Count(StreamDirection direction, ReadOnlySpan<byte> bytes)
    {
        Edge.Traffic.Read(direction) += bytes.Length;
        if (direction == StreamDirection.Upstream && _requests is not null) Edge.Traffic.Requests += _requests.Feed(bytes);
    }

    /// <summary>One direction has ended: the receiver is told; when both have, the connection is over.</summary>
    public void Finished(Channel destination)
    {
        if (_upstream!.IsFinished && _downstream!.IsFinished) Close();
        else destination.ShutdownWrite();
    }

    /// <summary>Closes both sides in good order.</summary>
    public void Close() => Over(reset: false);

    /// <summary>Resets both sides.</summary>
    public void Reset() => Over(reset: true);

    private void CallNext()
    {
        if (IsOver) return;
        if (_tried == _addresses.Count)
        {
            Refuse();
            return;
        }

        // A call may end before it returns; then the next one has been made already.
        Channel server;
        try
        {
            server = Edge.Loop.Connect(_addresses[_tried++], this);
        }
        catch (SocketException)
        {
            CallNext();
            return;
        }

        if (IsOver) server.Reset();
        else if (!server.IsClosed) _server = server;
    }

    private void Over(bool reset)
    {
        if (IsOver) return;
        IsOver = true;
        _upstream?.Discard();
        _downstream?.Discard();
        End(_client, reset);
        if (_server is not null) End(_server, reset);
        Edge.Forget(this);
    }

    private static void End(Channel channel, bool reset)
    {
        channel.Owner = null;
        if (reset) channel.Reset();
        else channel.Close();
    }
}

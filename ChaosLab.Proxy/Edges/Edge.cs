using System.Net;
using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Edges;

/// <summary>
/// One edge: a port, where it leads to, its connections and toxics. Everything but what is fixed at its making happens
/// on the thread of its loop.
/// </summary>
internal sealed partial class Edge : ITimed
{
    /// <summary>The greatest seed: JSON numbers are exact up to it.</summary>
    public const long MostSeed = 1L << 53;

    private const long ListenRetry = 100_000;

    private readonly HashSet<Connection> _connections = [];
    private readonly Alarm _alarm;
    private readonly Action<string> _log;
    private IPEndPoint _listen;
    private Listener? _listener;
    private bool _closed;
    private bool _suspended;
    private long _nextOrder;

    public Edge(EdgeDefinition definition, EventLoop loop, DecisionLog decisions, Action<string> log)
    {
        Name = definition.Name;
        From = definition.From;
        To = definition.To;
        Protocol = definition.Protocol;
        Seed = definition.Seed ?? Random.Shared.NextInt64(MostSeed);
        Upstream = definition.Upstream;
        Loop = loop;
        Toxics = new ToxicChain(this, decisions);
        _listen = definition.Listen;
        _log = log;
        _alarm = new Alarm(this);
    }

    public string Name { get; }

    public string From { get; }

    public string To { get; }

    /// <summary>http, redis, postgres or tcp.</summary>
    public string Protocol { get; }

    public EventLoop Loop { get; }

    public EdgeTraffic Traffic { get; } = new();

    public ToxicChain Toxics { get; }

    /// <summary>What the chances of its toxics start from that have no seed of their own.</summary>
    public long Seed { get; private set; }

    public UpstreamAddress Upstream { get; private set; }

    /// <summary>Whether it takes connections as far as its owner is concerned; a toxic may still take it down.</summary>
    public bool Enabled { get; private set; }

    /// <summary>Where callers connect to.</summary>
    public IPEndPoint Listen => _listener?.Address ?? _listen;

    /// <summary>Takes connections now: enabled, and no toxic takes it down.</summary>
    public bool IsAccepting => Enabled && _listener is not null && !_suspended;

    /// <summary>Why it takes no connections although it should; it goes on trying. Null when it does, or should not.</summary>
    public string? Trouble { get; private set; }

    public int OpenConnections => _connections.Count;

    /// <summary>The connections that stand now.</summary>
    public Connection[] Connections() => [.. _connections];

    /// <summary>Takes connections, or stops to and resets those that stand.</summary>
    /// <exception cref="ListenException">The port cannot be opened.</exception>
    public void Enable(bool enabled)
    {
        if (_closed || enabled == Enabled) return;
        Enabled = enabled;
        try
        {
            Settle();
        }
        catch (ListenException)
        {
            Enabled = false;
            throw;
        }
    }

    /// <summary>Moves it to other addresses; connections that stand are reset.</summary>
    /// <exception cref="ListenException">The new port cannot be opened.</exception>
    public void Move(IPEndPoint listen, UpstreamAddress upstream, bool enabled)
    {
        if (!Listen.Equals(listen) || Upstream.Text != upstream.Text)
        {
            var moved = !Listen.Equals(listen);
            Enable(false);
            if (moved) CloseListener();
            _listen = listen;
            Upstream = upstream;
        }

        Enable(enabled);
    }

    /// <summary>Starts the chances of toxics that are added from now on from another seed.</summary>
    public void Reseed(long seed) => Seed = seed;

    /// <summary>Closes the port and resets every connection.</summary>
    public void Close()
    {
        _closed = true;
        Enabled = false;
        Loop.Alarms.Clear(_alarm);
        CloseListener();
        ResetConnections();
    }

    public void Forget(Connection connection) => _connections.Remove(connection);

    private void Accepted(Channel client)
    {
        var connection = new Connection(this, ++Traffic.Connections, client);
        _connections.Add(connection);
        if (Upstream.Fixed is { } addresses) connection.Open(addresses);
        else _ = OpenByNameAsync(connection);
    }

    private async Task OpenByNameAsync(Connection connection)
    {
        try
        {
            var addresses = await Upstream.ResolveAsync();
            Loop.Post(() => connection.Open(addresses));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever the system says to the name, the caller is told at once.
            Loop.Post(connection.Refuse);
        }
    }

    // Brings the port into the state that Enabled and the toxics ask for.
    private void Settle()
    {
        var open = Enabled && !Toxics.ClosesListener && !_closed;
        if (!open)
        {
            if (!_suspended) _listener?.Suspend();
            _suspended = _listener is not null;
            Trouble = null;
            ResetConnections();
            return;
        }

        if (_listener is null)
        {
            _listener = Loop.Listen(_listen, Accepted);
        }
        else if (_suspended)
        {
            _listener.Resume();
        }

        _suspended = false;
        Trouble = null;
    }

    private void CloseListener()
    {
        _listener?.Close();
        _listener = null;
        _suspended = false;
    }

    private void ResetConnections()
    {
        foreach (var connection in Connections()) connection.Reset();
    }
}
